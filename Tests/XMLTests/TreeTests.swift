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

@Test("Comments and processing instructions are kept where they stand, when they are asked for")
func remarks() throws {
    let text = "<?p q?><!--1--><a>t<!--2-->u<b><!--3--></b><!--4--><c/>v<!--5--></a><!--6-->"
    let plain = try XMLDocument.read(.bytes(Array(text.utf8), name: "a.xml"))
    #expect(plain.root.children.count == 4 && plain.before.isEmpty && plain.after.isEmpty)
    let kept = try XMLDocument.read(.bytes(Array(text.utf8), name: "a.xml"), keepingRemarks: true)
    #expect(kept.before == [.instruction("p", "q"), .comment("1")])
    #expect(kept.after == [.comment("6")])
    #expect(kept.root.first("b")?.children == [.comment("3")])
    let around = kept.root.children.map { child in
        switch child {
        case .element(let node): "<\(node.name)>"
        case .text(let text): text
        case .comment(let text): "!\(text)"
        case .instruction(let target, _): "?\(target)"
        }
    }
    #expect(around == ["t", "!2", "u", "<b>", "!4", "<c>", "v", "!5"])
    #expect(kept.root.text == "tuv")
}
