/// Writes HTML, and the SVG in it, into one buffer: what is given to it as data never acts as markup.
///
/// Names are `StaticString`s, which no data can be put into; texts and the values of attributes are
/// escaped, always. There is one way past that, `unescaped`, and it takes words of the program only.
///
///     var html = HTMLBuilder()
///     html.element("p", ["class": "note"]) { $0.text("Staff & <patients>") }
///     html.string   // <p class="note">Staff &amp; &lt;patients&gt;</p>
package struct HTMLBuilder: Sendable {
    /// How an element without content is closed.
    package enum Syntax: Sendable {
        /// As browsers write it: `<br>`.
        case html
        /// So that the page is well-formed XML too: `<br/>`.
        case xml
    }

    /// Names with their values, in the order to write; an attribute whose value is nil is left out.
    package typealias Attributes = KeyValuePairs<StaticString, String?>

    private let syntax: Syntax
    var output: [UInt8] = []
    /// How many elements of SVG are open: in them every element may be without content.
    private var drawings = 0

    /// A builder that has written nothing.
    package init(syntax: Syntax = .html) { self.syntax = syntax }

    /// What was written, as UTF-8.
    package var bytes: [UInt8] { output }

    /// What was written.
    package var string: String { String(decoding: output, as: UTF8.self) }

    // MARK: - Elements

    /// Writes an element with its content.
    ///
    /// - Parameters:
    ///   - name: Its name; none whose content is not text (`script`) or that can have none (`br`).
    ///   - attributes: Its attributes.
    ///   - content: Writes what is in it.
    package mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:],
        _ content: (inout HTMLBuilder) -> Void
    ) {
        precondition(
            !name.isOneOf(StaticString.voidElements) && !name.isOneOf(StaticString.rawElements),
            "the content of <\(name)> cannot be escaped text")
        let isDrawing = name.isNamed("svg")
        if isDrawing { drawings += 1 }
        open(name, attributes)
        output.append(UInt8(ascii: ">"))
        content(&self)
        append("</")
        append(name)
        output.append(UInt8(ascii: ">"))
        if isDrawing { drawings -= 1 }
    }

    /// Writes an element that holds a text.
    package mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], text: String
    ) {
        element(name, attributes) { $0.text(text) }
    }

    /// Writes an element with its content on a line of the file.
    package mutating func line(
        _ name: StaticString, _ attributes: Attributes = [:],
        _ content: (inout HTMLBuilder) -> Void
    ) {
        element(name, attributes, content)
        line()
    }

    /// Writes an element that holds a text on a line of the file.
    package mutating func line(
        _ name: StaticString, _ attributes: Attributes = [:], text: String
    ) {
        element(name, attributes, text: text)
        line()
    }

    /// Writes an element whose content stands on lines of its own.
    package mutating func block(
        _ name: StaticString, _ attributes: Attributes = [:],
        _ content: (inout HTMLBuilder) -> Void
    ) {
        element(name, attributes) { html in
            html.line()
            content(&html)
        }
        line()
    }

    /// Writes an element that has no content: `br`, `col`, or a shape of a drawing.
    package mutating func empty(_ name: StaticString, _ attributes: Attributes = [:]) {
        let isVoid = name.isOneOf(StaticString.voidElements)
        precondition(
            isVoid || drawings > 0, "<\(name)> needs an end tag: write element(\"\(name)\") {}")
        open(name, attributes)
        append(isVoid && syntax == .html ? ">" : "/>")
    }

    private mutating func open(_ name: StaticString, _ attributes: Attributes) {
        output.append(UInt8(ascii: "<"))
        append(name)
        for (name, value) in attributes {
            guard let value, AttributeRule(name).allows(value) else { continue }
            output.append(UInt8(ascii: " "))
            append(name)
            append("=\"")
            escape(value, isValue: true)
            output.append(UInt8(ascii: "\""))
        }
    }

    // MARK: - Content

    /// Writes a text.
    package mutating func text(_ text: String) { escape(text) }

    /// Writes a text with its line ends kept, as `br`.
    package mutating func lines(_ text: String) {
        var isFirst = true
        for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            if !isFirst { empty("br") }
            isFirst = false
            escape(String(Substring(line)))
        }
    }

    /// Ends a line of the file, where a browser ignores it.
    package mutating func line() { output.append(10) }

    /// Writes a `style` element with a sheet.
    ///
    /// Nothing in the sheet can end the element: "<" stands in no rule outside a string of CSS, where
    /// CSS's own escape says the same. What data the sheet holds has to be a string of CSS already.
    package mutating func style(_ sheet: String) {
        append("<style>\n")
        for byte in sheet.utf8 {
            switch byte {
            case UInt8(ascii: "<"): append("\\3c ")
            case UInt8(ascii: "&") where syntax == .xml: append("\\26 ")
            default: output.append(byte)
            }
        }
        append("\n</style>")
    }

    /// Writes what a document begins with.
    package mutating func doctype() { unescaped("<!DOCTYPE html>\n") }

    /// Writes markup as it stands: the one way past escaping, for words of the program, never for data.
    package mutating func unescaped(_ markup: StaticString) { append(markup) }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { output.append(contentsOf: $0) }
    }
}
