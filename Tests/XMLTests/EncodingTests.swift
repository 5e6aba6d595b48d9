import Testing
import XML

/// Text in some encoding, and what reading it must find.
struct EncodingCase: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    var text: String
    var actual: TextEncoding
    var isTrue: Bool
    var strays = 0

    var testDescription: String { name }
}

private func utf16(_ text: String, low: Bool, mark: Bool = false) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit in
        let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return low ? bytes : bytes.reversed()
    }
}

/// Bytes of a text whose characters are all below 256.
private func bytes(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8($0.value) }
}

private let declared = "<?xml version=\"1.0\" encoding=\"%\"?>\n"

private func head(_ encoding: String) -> String {
    declared.split(separator: "%").joined(separator: encoding)
}

private let cases: [EncodingCase] = [
    .init(
        name: "UTF-8", bytes: Array((head("UTF-8") + "<a>é ’ 😀</a>").utf8), text: "é ’ 😀",
        actual: .utf8, isTrue: true),
    .init(
        name: "nothing declared", bytes: Array("<a>é</a>".utf8), text: "é", actual: .utf8,
        isTrue: true),
    .init(
        name: "UTF-8 with a byte order mark, declared windows-1252",
        bytes: [0xEF, 0xBB, 0xBF] + Array((head("windows-1252") + "<a>é</a>").utf8), text: "é",
        actual: .utf8, isTrue: false),
    .init(
        name: "UTF-8, declared ISO-8859-1", bytes: Array((head("ISO-8859-1") + "<a>’</a>").utf8),
        text: "’", actual: .utf8, isTrue: false),
    .init(
        name: "UTF-8, declared utf-16", bytes: Array((head("utf-16") + "<a>’</a>").utf8),
        text: "’", actual: .utf8, isTrue: false),
    .init(
        name: "Windows-1252",
        bytes: bytes(head("windows-1252") + "<a>Women\u{92}s \u{80}5 \u{E9}</a>"),
        text: "Women’s €5 é", actual: .windows1252, isTrue: true),
    .init(
        name: "Windows-1252, declared UTF-8",
        bytes: bytes(head("UTF-8") + "<a>Women\u{92}s \u{96} caf\u{E9}</a>"),
        text: "Women’s – café", actual: .windows1252, isTrue: false),
    .init(
        name: "Windows-1252, nothing declared", bytes: bytes("<a>Women\u{92}s</a>"),
        text: "Women’s", actual: .windows1252, isTrue: false),
    .init(
        name: "Windows-1252, declared ISO-8859-1",
        bytes: bytes(head("ISO-8859-1") + "<a>\u{93}\u{E9}\u{94}</a>"), text: "“é”",
        actual: .windows1252, isTrue: false),
    .init(
        name: "Latin-1", bytes: bytes(head("iso-8859-1") + "<a>\u{E9}\u{A3}</a>"), text: "é£",
        actual: .latin1, isTrue: true),
    .init(
        name: "Latin-9", bytes: bytes(head("ISO-8859-15") + "<a>\u{A4}\u{E9}</a>"), text: "€é",
        actual: .latin9, isTrue: true),
    .init(
        name: "a stray byte in UTF-8",
        bytes: Array((head("UTF-8") + "<a>é é ").utf8) + [0x92] + Array("é</a>".utf8),
        text: "é é ’é", actual: .utf8, isTrue: true, strays: 1),
    .init(
        name: "UTF-16LE with a mark",
        bytes: utf16(head("utf-16") + "<a>é ’ 😀</a>", low: true, mark: true), text: "é ’ 😀",
        actual: .utf16LittleEndian, isTrue: true),
    .init(
        name: "UTF-16BE with a mark",
        bytes: utf16(head("utf-16") + "<a>é ’ 😀</a>", low: false, mark: true), text: "é ’ 😀",
        actual: .utf16BigEndian, isTrue: true),
    .init(
        name: "UTF-16LE without a mark", bytes: utf16(head("utf-16") + "<a>é</a>", low: true),
        text: "é", actual: .utf16LittleEndian, isTrue: true),
    .init(
        name: "UTF-16BE without a mark or declaration", bytes: utf16("<a>é</a>", low: false),
        text: "é", actual: .utf16BigEndian, isTrue: true),
    .init(
        name: "UTF-16LE, declared UTF-8", bytes: utf16(head("UTF-8") + "<a>é</a>", low: true),
        text: "é", actual: .utf16LittleEndian, isTrue: false),
    .init(
        name: "an unknown name for plain ASCII", bytes: Array((head("x-sjis") + "<a>b</a>").utf8),
        text: "b", actual: .utf8, isTrue: false),
    .init(
        name: "an unknown name for UTF-8", bytes: Array((head("x-foo") + "<a>é</a>").utf8),
        text: "é", actual: .utf8, isTrue: false),
    .init(
        name: "an unknown name for UTF-16", bytes: utf16(head("x-foo") + "<a>é</a>", low: true),
        text: "é", actual: .utf16LittleEndian, isTrue: false),
]

@Test("Text is the same whatever the encoding is and says it is", arguments: cases)
func encodings(_ example: EncodingCase) throws {
    let reading = try XMLDocument.read(.bytes(example.bytes, name: "t.xml"))
    #expect(reading.root.text == example.text)
    #expect(reading.summary.encoding.actual == example.actual)
    #expect(reading.summary.encoding.isDeclarationTrue == example.isTrue)
    #expect(reading.summary.repairs.total == example.strays)
}

@Test("What is wrong with a declaration is said in words")
func problems() throws {
    func problem(_ bytes: [UInt8]) throws -> String? {
        try InputScan.scan(.bytes(bytes, name: "t.xml")).encoding.problem
    }
    #expect(
        try problem(Array((head("x-foo") + "<a>b</a>").utf8))
            == "declared x-foo, which is not read here; the bytes are UTF-8")
    #expect(
        try problem(utf16(head("UTF-8") + "<a>é</a>", low: true))
            == "declared UTF-8, but the bytes are UTF-16LE")
    #expect(try problem(Array((head("us-ascii") + "<a>b</a>").utf8)) == nil)
}

@Test("Bytes that no character has are replaced and counted")
func undecoded() throws {
    let single = try XMLDocument.read(
        .bytes(bytes(head("windows-1252") + "<a>x\u{81}y</a>"), name: "t.xml"))
    #expect(single.root.text == "x\u{FFFD}y")
    #expect(single.summary.repairs.undecoded.count == 1)
    let half = utf16("<a>x", low: true) + [0x00, 0xD8] + utf16("y</a>", low: true) + [0x20]
    let wide = try? XMLDocument.read(.bytes(half, name: "t.xml"))
    #expect(wide == nil)  // half a character behind the root element is text there
    let lone = utf16("<a>x", low: true) + [0x00, 0xD8] + utf16("y</a>", low: true)
    let mended = try XMLDocument.read(.bytes(lone, name: "t.xml"))
    #expect(mended.root.text == "x\u{FFFD}y")
    #expect(mended.summary.repairs.undecoded.count == 1)
}

@Test("Long text in every encoding survives the borders of pieces")
func longText() throws {
    // Odd lengths, so that characters fall across the reader's 256 kB pieces at every offset.
    let text = String(repeating: "aé’😀<![CDATA[x]]>&#x41;", count: 60_001)
    let plain = String(repeating: "aé’😀xA", count: 60_001)
    let inputs: [[UInt8]] = [
        Array("<a>\(text)</a>".utf8), utf16("<a>\(text)</a>", low: true),
        utf16("<a> \(text)</a>", low: false, mark: true),
    ]
    for (index, input) in inputs.enumerated() {
        let root = try XMLDocument.parse(input, name: "t.xml")
        #expect(root.text == (index == 2 ? " " : "") + plain)
    }
}
