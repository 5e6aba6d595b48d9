import Testing
import XML

@Test(
    "Characters that XML does not allow are replaced, counted and placed",
    arguments: [
        ("<a>x\u{0B}y</a>", "x y", 1, 0), ("<a>x&#x0B;y&#31;z&#xFFFE;</a>", "x y z\u{FFFD}", 0, 3),
        ("<a>&#1;&#0000011;&#xb;</a>", "\t \t", 0, 3), ("<a>\u{FFFE}</a>", "\u{FFFD}", 1, 0),
        ("<a>&#xD83D;&#99999999;</a>", "\u{FFFD}\u{FFFD}", 0, 2),
        ("<a><![CDATA[&#11;\u{1}]]></a>", "&#11; ", 1, 0),
        ("<a><!-- &#11; -->&#10;&#9;&#13;&#x10FFFF;</a>", "\n\t\r\u{10FFFF}", 0, 0),
        ("<a><?p &#11; ?>ok</a>", "ok", 0, 0), ("<a>\u{7F}\u{85}</a>", "\u{7F}\u{85}", 0, 0),
    ])
func repairs(_ text: String, _ expected: String, _ characters: Int, _ references: Int) throws {
    let reading = try XMLDocument.read(.bytes(Array(text.utf8), name: "t.xml"))
    #expect(reading.root.text == expected)
    #expect(reading.summary.repairs.characters.count == characters)
    #expect(reading.summary.repairs.references.count == references)
}

@Test("Attributes are repaired as text is")
func attributes() throws {
    let reading = try XMLDocument.read(
        .bytes(Array("<a b='x&#11;>y\u{2}' c=\"'&#x1F;\"/>".utf8), name: "t.xml"))
    #expect(reading.root[attribute: "b"] == "x >y ")
    #expect(reading.root[attribute: "c"] == "' ")
    #expect(reading.summary.repairs.total == 3)
}

@Test("Places count the characters of the file as it was, after any repair")
func places() throws {
    let text = "<a>\n  é’😀<b/>&#x0B;\u{1}<c\n x='1'\n/><d/>\n<!-- <x> --><e/></a>"
    let reading = try XMLDocument.read(.bytes(Array(text.utf8), name: "t.xml"))
    let found = reading.root.elements.map { "\($0.name) \($0.line):\($0.column)" }
    #expect(found == ["b 2:6", "c 2:17", "d 4:3", "e 5:13"])
    #expect(reading.summary.repairs.references.places == [.init(line: 2, column: 10)])
    #expect(reading.summary.repairs.characters.places == [.init(line: 2, column: 16)])
    var latin = Array("<a>\n".utf8)
    latin += [0xE9, 0x92] + Array("<b/></a>".utf8)
    let root = try XMLDocument.parse(latin, name: "t.xml")
    #expect(root.first("b")?.column == 3)
    let mixed = Array("<a>éé".utf8) + [0x92] + Array("<b/></a>".utf8)
    #expect(try XMLDocument.parse(mixed, name: "t.xml").first("b")?.column == 7)
}

@Test("References and markup across the borders of pieces are seen whole")
func borders() throws {
    // The reader's pieces are 256 kB: every offset of the mixture falls on a border once.
    let mixture = "<b>&#x000B;é&amp;&lt;&quot;</b><!-- &#11; --><![CDATA[&#11;]]>"
    for shift in 0..<mixture.utf8.count {
        let filling = (1 << 18) - 40 - shift
        let text = "<a>" + String(repeating: ".", count: filling) + mixture + mixture + "</a>"
        let reading = try XMLDocument.read(.bytes(Array(text.utf8), name: "t.xml"))
        #expect(reading.root.text.dropFirst(filling) == " é&<\"&#11; é&<\"&#11;")
        #expect(reading.summary.repairs.references.count == 2)
    }
}
