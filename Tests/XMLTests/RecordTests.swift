import Digests
import Testing
import XML

private let export = """
    <?xml version="1.0" encoding="utf-8"?>
    <Report xmlns="Risk_Export" Name="Risks"><Head><Day>31/05/2026</Day></Head><List>
      <Risk id="1"><title>One &amp; <b>two</b></title><level code="EXTREME">Extreme</level></Risk>
      <Risk id="2"><title><![CDATA[<three>]]></title><empty/></Risk>
    </List></Report>
    """

@Test("Records are handed over flat, with names, attributes, text and lines")
func records() throws {
    var lines: [String] = []
    let summary = try XMLRecordReader.read(
        .bytes(Array(export.utf8), name: "t.xml"), records: ["Risk"]
    ) { record in
        for index in 0..<record.count {
            let attributes = (0..<record.attributeCount(index)).map {
                " \(record.attributeName(index, $0).local)=\(record.attributeString(index, $0))"
            }
            lines.append(
                "\(record.depth(index)) \(record.name(index).local)\(attributes.joined())"
                    + " [\(record.string(index))] \(record.line(index)):\(record.column(index))"
                    + " in \(record.parent(index) ?? -1)")
        }
    }
    #expect(
        lines == [
            "0 Risk id=1 [One & twoExtreme] 3:3 in -1", "1 title [One & two] 3:16 in 0",
            "2 b [two] 3:33 in 1", "1 level code=EXTREME [Extreme] 3:51 in 0",
            "0 Risk id=2 [<three>] 4:3 in -1", "1 title [<three>] 4:16 in 0",
            "1 empty [] 4:50 in 0",
        ])
    #expect(summary.records == 2)
    #expect(summary.lines == 5)
    #expect(
        summary.outside.map { "\($0.path) \($0.attributes.map(\.value)) \($0.text)" } == [
            "Report [\"Risks\"] ", "Report/Head [] ", "Report/Head/Day [] 31/05/2026",
            "Report/List [] ",
        ])
}

@Test("What the record's reader throws ends the reading")
func thrown() throws {
    struct Enough: Error {}
    var seen = 0
    #expect(throws: Enough.self) {
        try XMLRecordReader.read(
            .bytes(Array(export.utf8), name: "t.xml"), records: ["Risk"]
        ) { _ in
            seen += 1
            throw Enough()
        }
    }
    #expect(seen == 1)
}

@Test("Many records stream through the same memory, and none is lost")
func many() throws {
    let one = "<Risk><id>7</id><text>\(String(repeating: "word ", count: 60))</text></Risk>\n"
    let bytes = Array("<Risks>\(String(repeating: one, count: 5_000))</Risks>".utf8)
    var sum = 0
    let summary = try XMLRecordReader.read(.bytes(bytes, name: "t.xml"), records: ["Risk"]) {
        sum += Int($0.string(1)) ?? 0
        #expect($0.bytes(2).count == 300)
    }
    #expect(summary.records == 5_000)
    #expect(sum == 35_000)
}

@Test("A scan tells fingerprint, size, root element and document type")
func scan() throws {
    let found = try InputScan.scan(.bytes(Array(export.utf8), name: "t.xml"))
    #expect(found.digest == SHA256.digest(export.utf8))
    #expect(found.byteCount == export.utf8.count)
    #expect(found.rootName == "Report")
    #expect(found.rootNamespace == "Risk_Export")
    #expect(!found.hasDocumentType)
    #expect(found.encoding.declared == "utf-8")
    let typed = try InputScan.scan(.bytes(Array("<!-- x --><!DOCTYPE a><a/>".utf8), name: "t"))
    #expect(typed.hasDocumentType)
    #expect(throws: XMLError.self) { try InputScan.scan(.bytes([], name: "t")) }
}

@Test("Namespaces, prefixes and their declarations are kept")
func namespaces() throws {
    let text = "<d:a xmlns:d='urn:d' xmlns='urn:e'><b d:k='1' k='2'/><c xmlns=''/></d:a>"
    let root = try XMLDocument.parse(Array(text.utf8), name: "t.xml")
    #expect(root.prefix == "d" && root.namespace == "urn:d")
    #expect(
        root.namespaceDeclarations == [
            .init(prefix: "d", uri: "urn:d"), .init(prefix: nil, uri: "urn:e"),
        ])
    #expect(root.first("b")?.namespace == "urn:e")
    #expect(root.first("b")?[attribute: "k"] == "2")
    #expect(root.first("b")?.attributes.first?.namespace == "urn:d")
    #expect(root.first("c")?.namespace == nil)
}

@Test("References in attributes are what they stand for, in records and before them")
func attributeReferences() throws {
    let text = """
        <Report of="R&amp;D &lt;1&gt;"><Risk a="x &amp; y &#38; z" b="&amp;" c="&amp;#38;" d="a&amp;&amp;b&quot;"/></Report>
        """
    var values: [String] = []
    let summary = try XMLRecordReader.read(
        .bytes(Array(text.utf8), name: "t.xml"), records: ["Risk"]
    ) { record in
        values = (0..<record.attributeCount(0)).map { record.attributeString(0, $0) }
    }
    #expect(values == ["x & y & z", "&", "&#38;", "a&&b\""])
    #expect(summary.outside.first?.attributes.first?.value == "R&D <1>")
}

@Test("Bytes that come in pieces are read as those in memory, as often as one likes")
func pieces() throws {
    let bytes = Array(export.utf8)
    let input = XMLInput.pieces(
        XMLPieces(name: "t.xml") { () throws(XMLError) in
            var rest = bytes[...]
            return { buffer throws(XMLError) in
                let taken = rest.prefix(min(7, buffer.count))
                buffer.copyBytes(from: taken)
                rest = rest.dropFirst(taken.count)
                return taken.count
            }
        })
    for _ in 0..<2 {
        let summary = try XMLRecordReader.read(input, records: ["Risk"]) { _ in }
        #expect(summary.records == 2)
        #expect(try InputScan.scan(input).digest == InputScan.scan(.bytes(bytes, name: "")).digest)
    }
    #expect(try InputScan.unicode(input)?.actual == .utf8)
}
