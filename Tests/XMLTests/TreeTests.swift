import Testing
import XML

@Test("A document is read as a tree")
func tree() throws {
    let root = try XMLDocument.parse(
        Array("<a x='1'>t<b xmlns='u:v'/>s</a>".utf8), name: "a.xml")
    #expect(root.name == "a")
    #expect(root[attribute: "x"] == "1")
    #expect(root.text == "ts")
    #expect(root.first("b")?.namespace == "u:v")
    #expect(root.first("b")?.namespaceDeclarations == [.init(prefix: nil, uri: "u:v")])
}
