package import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// An element of a page, read back by an XML parser: papers are written so that one can.
package final class PageNode {
    /// Its name.
    package let name: String
    /// Its attributes by name.
    package let attributes: [String: String]
    /// The elements in it.
    package private(set) var children: [PageNode] = []
    /// The text in it and in all below it.
    package private(set) var text = ""

    private init(name: String, attributes: [String: String]) {
        self.name = name
        self.attributes = attributes
    }

    /// The node and all below it, in order.
    package var everything: [PageNode] { [self] + children.flatMap(\.everything) }

    /// Those below it of a name, in order.
    package func all(_ name: String) -> [PageNode] {
        children.flatMap(\.everything).filter { $0.name == name }
    }

    /// The root of a page, in which elements without an end are closed first.
    package static func parsed(_ html: String) throws -> PageNode {
        var xml = html.replacingOccurrences(of: "<!DOCTYPE html>", with: "")
        for name in ["meta", "col", "br"] {
            xml = xml.replacing(try Regex("<\(name)( [^>]*)?>")) { match in
                "<\(name)\(match.output[1].substring ?? "")/>"
            }
        }
        return try parsed(xml: Data(xml.utf8))
    }

    /// The root of an XML text.
    package static func parsed(xml: Data) throws -> PageNode {
        let reader = Reader()
        let parser = XMLParser(data: xml)
        parser.delegate = reader
        let isWell = parser.parse()
        try #require(isWell, "\(String(describing: parser.parserError)) line \(parser.lineNumber)")
        return reader.root
    }

    private final class Reader: NSObject, XMLParserDelegate {
        let root = PageNode(name: "", attributes: [:])
        private lazy var stack = [root]

        func parser(
            _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
            qualifiedName qName: String?, attributes attributeDict: [String: String] = [:]
        ) {
            let node = PageNode(name: elementName, attributes: attributeDict)
            stack.last?.children.append(node)
            stack.append(node)
            if elementName == "br" { for open in stack { open.text += "\n" } }
        }

        func parser(
            _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
            qualifiedName qName: String?
        ) { stack.removeLast() }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            for open in stack { open.text += string }
        }
    }
}
