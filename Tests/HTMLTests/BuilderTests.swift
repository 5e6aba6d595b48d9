import Foundation
import HTML
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("HTML through one builder") struct BuilderTests {
    private static let hostile = [
        "<script>alert(1)</script>", "</td></tr></table><h1>", "\" onmouseover=\"alert(1)",
        "' onmouseover='alert(1)", "]]>", "<![CDATA[", "-->", "&lt;b&gt;", "&#60;b&#62;", "a & b",
        "\u{0}\u{1}\u{8}\u{B}\u{1F}\u{7F}", "\u{80}\u{9F}", "\u{FFFE}\u{FFFF}\u{FFF9}",
        "\u{202E}gnp.exe\u{202C}", "\u{2066}\u{2067}\u{2069}\u{200E}\u{200F}", "one\r\ntwo\rthree",
        "\u{85}\u{2028}\u{2029}", "</style><script>", "é–“”…😀\u{10FFFF}", "\u{C2}\u{A0}", "",
    ]

    private func written(
        _ syntax: HTMLBuilder.Syntax = .html, _ write: (inout HTMLBuilder) -> Void
    ) -> String {
        var html = HTMLBuilder(syntax: syntax)
        write(&html)
        return html.string
    }

    @Test(
        "A hostile text is read back as itself, and nothing else is in the page", arguments: hostile
    )
    func texts(_ text: String) throws {
        let page = written(.xml) { html in
            html.element("p", ["title": text, "class": "note"]) { $0.text(text) }
        }
        let reader = Reader()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = reader
        try #require(parser.parse(), "\(String(describing: parser.parserError)): \(page)")
        #expect(reader.names == ["p"])
        #expect(reader.text == shown(text))
        #expect(
            reader.attributes == ["title": shown(text).replacing("\n", with: " "), "class": "note"])
    }

    @Test("A text in HTML holds no bracket, no bare ampersand and no quote", arguments: hostile)
    func escaped(_ text: String) throws {
        let page = written { $0.text(text) }
        #expect(!page.contains { "<>\"'".contains($0) })
        let known = /&(amp|lt|gt|quot|#39);/
        #expect(!page.replacing(known, with: "").contains("&"))
        for scalar in page.unicodeScalars {
            #expect(scalar == "\n" || scalar.properties.generalCategory != .control)
            #expect(!(0x202A...0x202E).contains(scalar.value))
            #expect(!(0x2066...0x2069).contains(scalar.value))
        }
    }

    /// What a reader sees of a text: control and direction characters as U+FFFD, line ends as "\n".
    private func shown(_ text: String) -> String {
        let lines = text.unicodeScalars.split(separator: "\r", omittingEmptySubsequences: false)
        let joined = lines.enumerated().map { index, line in
            index > 0 && line.first == "\n" ? String(line.dropFirst()) : String(line)
        }.joined(separator: "\n")
        let hidden: [ClosedRange<UInt32>] = [
            0...9, 0xB...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069,
            0xFFF9...0xFFFB, 0xFFFE...0xFFFF,
        ]
        var result = ""
        for scalar in joined.unicodeScalars {
            if [0x85, 0x2028, 0x2029].contains(scalar.value) {
                result += "\n"
            } else if hidden.contains(where: { $0.contains(scalar.value) }) {
                result += "\u{FFFD}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    @Test(
        "An address runs nothing",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)",
            "java\tscript:alert(1)", "\u{1}javascript:alert(1)", "java\nscript:alert(1)",
            "data:text/html,<script>", "vbscript:x", "feed:javascript:alert(1)", "x:y",
        ])
    func refusedAddresses(_ address: String) {
        #expect(written { $0.element("a", ["href": address], text: "x") } == "<a>x</a>")
        #expect(written { $0.empty("img", ["src": address, "alt": ""]) } == "<img alt=\"\">")
        #expect(
            written { $0.element("form", ["action": address, "method": "post"]) { _ in } }
                == "<form method=\"post\"></form>")
    }

    @Test(
        "An address of this site, or one that shows something, is kept",
        arguments: [
            "#card-2101", "/risks/2101?as-at=2026-06-30", "risks/a:b", "?q=a:b", "",
            "https://www.england.nhs.uk/", "HTTPS://example.org", "mailto:risk@example.org",
            "tel:+441234567890",
        ])
    func addresses(_ address: String) {
        #expect(
            written { $0.element("a", ["href": address], text: "x") }
                == "<a href=\"\(address)\">x</a>")
    }

    @Test("A declaration that names an address is left out")
    func styles() {
        func style(_ value: String) -> String { written { $0.empty("col", ["style": value]) } }
        #expect(style("width:12.5%") == "<col style=\"width:12.5%\">")
        #expect(style("background:url(//a.example/)") == "<col>")
        #expect(style("width:1%\"onclick=\"x") == "<col>")
    }

    @Test("A sheet cannot end its element")
    func sheets() {
        let sheet = "p::before { content: \"</style><b>&\"; } .a > .b { color: red }"
        #expect(
            written { $0.style(sheet) }
                == "<style>\np::before { content: \"\\3c /style>\\3c b>&\"; } .a > .b { color: red }\n"
                + "</style>")
        #expect(written(.xml) { $0.style("\"&\"") } == "<style>\n\"\\26 \"\n</style>")
    }

    @Test("Elements without content are written as each syntax wants them")
    func emptyElements() {
        #expect(written { $0.empty("br") } == "<br>")
        #expect(written(.xml) { $0.empty("br") } == "<br/>")
        let drawing = written { html in
            html.element("svg", ["viewBox": "0 0 2 2"]) { $0.empty("rect", ["width": "2"]) }
        }
        #expect(drawing == "<svg viewBox=\"0 0 2 2\"><rect width=\"2\"/></svg>")
    }

    @Test("Lines and blocks stand on lines of the file, and absent attributes are left out")
    func layout() {
        let html = written { html in
            html.block("ul", ["class": nil, "id": "list"]) { html in
                html.line("li", text: "one")
                html.line("li") { $0.lines("two\nthree\n") }
            }
        }
        #expect(html == "<ul id=\"list\">\n<li>one</li>\n<li>two<br>three<br></li>\n</ul>\n")
    }

    @Test("What cannot be written safely stops the program")
    func preconditions() async {
        await #expect(processExitsWith: .failure) {
            var html = HTMLBuilder()
            html.element("script", text: "alert(1)")
        }
        await #expect(processExitsWith: .failure) {
            var html = HTMLBuilder()
            html.element("p", ["onclick": "alert(1)"], text: "")
        }
        await #expect(processExitsWith: .failure) {
            var html = HTMLBuilder()
            html.empty("div")
        }
    }

    private final class Reader: NSObject, XMLParserDelegate {
        var names: [String] = []
        var attributes: [String: String] = [:]
        var text = ""

        func parser(
            _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
            qualifiedName qName: String?, attributes attributeDict: [String: String] = [:]
        ) {
            names.append(elementName)
            attributes = attributeDict
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }
}
