import Foundation
import Testing
import XML

/// A document that is refused, and the first line of the error.
struct BadInput: CustomTestStringConvertible, Sendable {
    var name: String
    var make: @Sendable () -> [UInt8]
    var kind: XMLError.Kind
    var first: String

    init(
        _ name: String, _ kind: XMLError.Kind, _ first: String,
        _ make: @escaping @autoclosure @Sendable () -> String
    ) {
        self.name = name
        self.kind = kind
        self.first = first
        self.make = { Array(make().utf8) }
    }

    init(_ name: String, _ kind: XMLError.Kind, _ first: String, bytes: [UInt8]) {
        self.name = name
        self.kind = kind
        self.first = first
        make = { bytes }
    }

    var testDescription: String { name }
}

private let entities = """
    <?xml version="1.0"?>
    <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
    <lolz>&lol1;</lolz>
    """

private let inputs: [BadInput] = [
    .init("empty", .empty, "t.xml: error: the file is empty", ""),
    .init("white space", .empty, "t.xml: error: the file is empty", " \r\n\t\n"),
    .init("JSON", .notXML, "t.xml:1:1: error: this looks like JSON, not XML", "{\"a\": 1}"),
    .init(
        "CSV", .notXML, "t.xml:1:1: error: this is not XML: it does not begin with <",
        "Datix ID,Title\n1,x\n"),
    .init(
        "workbook", .notXML,
        "t.xml:1:1: error: this is an Excel workbook or another zip archive, not XML",
        "PK\u{3}\u{4}"),
    .init(
        "cut in text", .truncated,
        "t.xml:3:5: error: the file ends inside <b>, opened in line 2", "<a>\n<b>one\ntwo "),
    .init(
        "cut in a tag", .truncated,
        "t.xml:2:8: error: the file ends inside <a>, opened in line 1", "<a>\n<b one="),
    .init(
        "cut in a comment", .truncated,
        "t.xml:1:13: error: the file ends inside <a>, opened in line 1", "<a><b/><!-- "),
    .init(
        "only a declaration", .truncated,
        "t.xml:1:22: error: the file ends before its first element does",
        "<?xml version=\"1.0\"?>"),
    .init(
        "wrong end tag", .malformed,
        "t.xml:3:1: error: opening and ending tag mismatch: b line 2 and a", "<a>\n<b>\n</a>\n"),
    .init(
        "bare ampersand", .malformed, "t.xml:1:6: error: a bare &, which XML writes as &amp;",
        "<a>R & D</a>"),
    .init(
        "undefined entity", .malformed, "t.xml:2:2: error: &nbsp; is not defined in XML",
        "<a>\nx&nbsp;y</a>"),
    .init(
        "text behind the end", .malformed,
        "t.xml:1:5: error: extra content at the end of the document", "<a/>junk"),
    .init(
        "undeclared prefix", .malformed,
        "t.xml:1:1: error: namespace prefix x on a is not defined", "<x:a/>"),
    .init(
        "same attribute twice", .malformed, "t.xml:1:1: error: attribute b redefined",
        "<a b='1' b='2'/>"),
    .init(
        "billion laughs", .documentType,
        "t.xml:2:1: error: the file has a document type declaration (DOCTYPE)", entities),
    .init(
        "external entity", .documentType,
        "t.xml:1:1: error: the file has a document type declaration (DOCTYPE)",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"),
    .init(
        "parameter entity", .documentType,
        "t.xml:1:1: error: the file has a document type declaration (DOCTYPE)",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1/p\"> %p;]><a/>"),
    .init(
        "external DTD behind a long comment", .documentType,
        "t.xml:2:1: error: the file has a document type declaration (DOCTYPE)",
        "<!--\(String(repeating: "x", count: 600_000))-->\n<!doctype html><html/>"),
    .init(
        "200,000 deep", .tooDeep,
        "t.xml:1:769: error: more than 256 elements inside one another",
        String(repeating: "<a>", count: 200_000)),
    .init(
        "100,000 attributes", .startTagTooLong,
        "t.xml:2:1: error: a start tag has more than 1000 attributes",
        "<a>\n<b " + (0..<100_000).map { "a\($0)=''" }.joined(separator: " ") + "/></a>"),
    .init(
        "a start tag of 2 MB", .startTagTooLong,
        "t.xml:1:4: error: a start tag is longer than 1 MB",
        "<a><b c='" + String(repeating: "x", count: 2 << 20) + "'/></a>"),
    .init(
        "a field of 60 MB", .fieldTooLong,
        "t.xml:1:4: error: the text of <b> is longer than 16 MB",
        "<a><b>" + String(repeating: "sixteen bytes... ", count: 60 << 16) + "</b></a>"),
    .init(
        "a record of many fields", .recordTooLong, "t.xml:1:1: error: <a> holds more than 64 MB",
        "<a>" + String(repeating: "<b/>", count: 2_000_000) + "</a>"),
    .init(
        "encoding with a line break", .encoding,
        "t.xml:1: error: declares the encoding a b, which is not read",
        bytes: Array("<?xml version='1.0' encoding='a\nb'?><a>".utf8) + [0x93]
            + Array("</a>".utf8)),
    .init(
        "encoding that is not read", .encoding,
        "t.xml:1: error: declares the encoding Shift_JIS, which is not read",
        bytes: Array("<?xml version='1.0' encoding='Shift_JIS'?><a>".utf8) + [0x93, 0xFA]
            + Array("</a>".utf8)),
]

@Test("Bad input is refused with its place and in one to four lines", arguments: inputs)
func badInput(_ input: BadInput) throws {
    let bytes = input.make()
    let error = try #require(throws: XMLError.self) {
        try XMLDocument.parse(bytes, name: "t.xml")
    }
    #expect(error.kind == input.kind)
    let lines = error.description.split(separator: "\n")
    #expect(lines.first.map(String.init) == input.first)
    #expect((1...4).contains(lines.count))
    #expect(lines.allSatisfy { $0.count < 120 })
    // The streaming reader refuses the same files.
    #expect(throws: XMLError.self) {
        try XMLRecordReader.read(.bytes(bytes, name: "t.xml"), records: ["a", "html"]) { _ in }
    }
}

@Test("Every prefix of a document is refused, never read as whole")
func prefixes() throws {
    let text = Array("<?xml version='1.0'?><a x='1'><![CDATA[q]]>é&#65;<b/><!-- c --></a>".utf8)
    _ = try XMLDocument.parse(text, name: "t.xml")
    for count in 0..<text.count {
        #expect(throws: XMLError.self, "\(count) bytes") {
            try XMLDocument.parse(Array(text.prefix(count)), name: "t.xml")
        }
    }
}

@Test("An error shows the line and a caret")
func excerpt() throws {
    let text = "<Risks>\n  <Risk>\n    <title>a & b</title>\n  </Risk>\n</Risks>\n"
    let error = try #require(throws: XMLError.self) {
        try XMLDocument.parse(Array(text.utf8), name: "risks.xml")
    }
    #expect(
        error.description == """
            risks.xml:3:14: error: a bare &, which XML writes as &amp;
                3 |     <title>a & b</title>
                  |              ^
              Export the file again; if it comes out the same, send these lines to whoever makes it.
            """)
}

@Test("Files that are not there or cannot be read are said to be so")
func files() throws {
    let missing = try #require(throws: XMLError.self) {
        try XMLDocument.parse(path: "/nonexistent/risks.xml")
    }
    #expect(missing.kind == .notFound)
    let folder = try #require(throws: XMLError.self) { try InputScan.scan(path: "/tmp") }
    #expect(folder.kind == .notReadable)
}

@Test("A field of 5 MB is read whole")
func largeField() throws {
    let text = String(repeating: "five megabytes, ", count: 5 << 16)
    var got = 0
    try XMLRecordReader.read(
        .bytes(Array("<r><b><c>\(text)</c></b></r>".utf8), name: "t.xml"), records: ["b"]
    ) { record in got = record.bytes(1).count }
    #expect(got == 5 << 20)
}
