import Testing

@testable import Intake

/// A text as a file has it, the plain text of it, and how many kinds of repair that took.
struct TextCase: CustomTestStringConvertible, Sendable {
    let source: String
    let plain: String
    let repairs: Int
    let oneLine: Bool
    var testDescription: String { source.debugDescription }

    init(_ source: String, _ plain: String, _ repairs: Int = 0, oneLine: Bool = false) {
        (self.source, self.plain, self.repairs) = (source, plain, repairs)
        self.oneLine = oneLine
    }

    static let all: [TextCase] = [
        // White space is no repair.
        TextCase("plain", "plain"),
        TextCase("", ""),
        TextCase("   \t\n ", ""),
        TextCase("  Delivery Suite or ", "Delivery Suite or"),
        TextCase("two  spaces", "two spaces"),
        TextCase("line one  \r\nline two\r\n\r\n\r\n\r\nthree\n", "line one\nline two\n\nthree"),
        TextCase("a title\nin two lines", "a title in two lines", oneLine: true),
        TextCase("no\u{A0}break", "no break"),
        TextCase("Women’s £5 – café", "Women’s £5 – café"),
        // Escapes that were written once too often.
        TextCase("Staff &amp; patients", "Staff & patients", 1),
        TextCase("Staff &amp;amp;amp; patients", "Staff & patients", 1),
        TextCase("one&#x0D;&#x0A;two", "one\ntwo", 1),
        TextCase("one&amp;#x0D;two", "one\ntwo", 1),
        TextCase("a&nbsp;&nbsp;b", "a b", 1),
        TextCase("women&#146;s &#8211; &pound;5", "women’s – £5", 1),
        TextCase("one_x000D_\ntwo", "one\ntwo", 1),
        TextCase(
            "R&D and Q&A; fish & chips &unknown; &#xZZ;",
            "R&D and Q&A; fish & chips &unknown; &#xZZ;"),
        TextCase("&#x110000; &#+65;", "&#x110000; &#+65;"),
        TextCase("&lt; 15 minutes", "< 15 minutes", 1),
        // Markup that formats.
        TextCase("one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour", 1),
        TextCase("<p>One</p><p>Two</p>", "One\nTwo", 1),
        TextCase("<div class=\"x\"><b>Bold</b> and <i>thin</i></div>", "Bold and thin", 1),
        TextCase(
            "Controls:<ul><li>one</li><li>two</li></ul>after", "Controls:\n• one\n• two\nafter", 1),
        TextCase("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc", 1),
        TextCase("&lt;p&gt;Staff &amp;amp; patients&lt;/p&gt;", "Staff & patients", 2),
        TextCase("<p>Staff &amp; patients</p>", "Staff & patients", 2),
        TextCase("one<br>two", "one two", 1, oneLine: true),
        // Word's.
        TextCase("<p class=MsoNormal>Text<o:p></o:p></p>", "Text", 1),
        TextCase("<!--[if gte mso 9]><xml><w:x/></xml><![endif]-->Text", "Text", 1),
        TextCase("<style>p {margin: 0}</style>Text", "Text", 1),
        TextCase("<?xml:namespace prefix = o />Text", "Text", 1),
        TextCase("\u{F0B7} one\n\u{F0B7} two", "• one\n• two", 1),
        // Text that only looks like markup stays.
        TextCase("score <15 and >8", "score <15 and >8"),
        TextCase("if a <b and c> d", "if a <b and c> d"),
        TextCase("<script>alert(1)</script>", "<script>alert(1)</script>"),
        TextCase("<unknown>x</unknown>", "<unknown>x</unknown>"),
        TextCase("<!-- no end", "<!-- no end"),
        TextCase("<p no end", "<p no end"),
        TextCase("a < b & c", "a < b & c"),
        // Residue and control characters.
        TextCase("one¬two¬", "one\ntwo", 1),
        TextCase("one¬two¬", "one, two", 1, oneLine: true),
        TextCase("¬", "", 1),
        TextCase("a\u{0B}b\u{1F}c\u{7F}d", "a\nbcd", 1),
        TextCase("women\u{92}s", "women’s", 1),
        TextCase("zero\u{200B}width\u{FEFF}", "zerowidth", 1),
        TextCase("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ]
}

struct PlainTextTests {
    @Test(
        "Text is made plain, its lines kept, and each kind of repair counted",
        arguments: TextCase.all)
    func plain(_ one: TextCase) {
        let found = RepairedText(one.source, oneLine: one.oneLine)
        #expect(found.text == one.plain)
        #expect(found.repairs == one.repairs)
        #expect(RepairedText.isBlank(one.source) == one.plain.isEmpty)
        // Once plain, always plain, but for what a decoded escape spells.
        if !found.text.contains("&"), !found.text.contains("<") {
            let again = RepairedText(found.text, oneLine: one.oneLine)
            #expect(again == RepairedText(found.text))
            #expect(again.text == found.text)
        }
    }

    @Test(
        "Hostile markup takes no more time than its length",
        arguments: [
            "<p", "<!--", "<b ", "<style>", "&amp;", "&", "<![", "_x000D", "¬", "<a =", "<li>",
        ])
    func long(_ piece: String) {
        let text = String(repeating: piece, count: 40_000)
        #expect(RepairedText(text).text.utf8.count <= text.utf8.count)
    }
}
