import DMN
import DMNXML
import Foundation
import TestSupport
import Testing
import XML

/// The one form in which models are written.
@Suite("Canonical models")
struct CanonicalTests {
    /// The files of a folder and those below it that end so, sorted.
    static func files(_ folder: String, _ ending: String = ".dmn") -> [String] {
        let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let walk = FileManager.default.enumerator(atPath: real)
        return (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }
            .map { "\(folder)/\($0)" }.sorted()
    }

    private static let shipped = files(Workbench.path("Rules"))

    private func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    private func canonical(_ text: String, _ name: String = "m.dmn") throws -> CanonicalModel {
        try ModelDocument(bytes: Array(text.utf8), file: name).canonical()
    }

    private func written(_ text: String) throws -> String {
        String(decoding: try canonical(text).bytes, as: UTF8.self)
    }

    /// A model of DMN 1.3 around some lines.
    private func model(_ lines: String, namespaces: String = "") -> String {
        """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"\(namespaces) id="m" name="M" namespace="urn:m">
        \(lines)
        </definitions>
        """
    }

    @Test("Every shipped rulebook is in canonical form already, to the byte", arguments: shipped)
    func shippedIsCanonical(path: String) throws {
        let bytes = try bytes(path)
        let written = try ModelDocument(bytes: bytes, file: path).canonical()
        #expect(
            String(decoding: written.bytes, as: UTF8.self) == String(decoding: bytes, as: UTF8.self)
        )
        #expect(written.notes == [])
    }

    @Test("A model means the same in canonical form, and its form is written again as it is")
    func keepsMeaning() throws {
        var paths = Self.shipped + Self.files(Workbench.path("Tests/DMNXMLTests/Files"))
        if let suite = ProcessInfo.processInfo.environment["TCK"] { paths += Self.files(suite) }
        for path in paths {
            let bytes = try bytes(path)
            guard let first = try? ModelDocument(bytes: bytes, file: path).canonical() else {
                continue
            }
            let second = try ModelDocument(bytes: first.bytes, file: path).canonical()
            #expect(second.bytes == first.bytes, "\(path) is not stable")
            let before = try? ModelFiles.definitions(bytes: bytes, file: path)
            let after = try? ModelFiles.definitions(bytes: first.bytes, file: path)
            #expect(meaning(before) == meaning(after), "\(path) means something else")
            #expect(before != nil || path.contains("TestCases") || path.contains("tck"))
        }
    }

    /// Everything in a value but the places in files, as text.
    private func meaning(_ value: Any?) -> String {
        guard let value else { return "nil" }
        if value is DMN.SourceLocation { return "" }
        let mirror = Mirror(reflecting: value)
        guard !mirror.children.isEmpty else { return String(describing: value) }
        return "("
            + mirror.children.map { "\($0.label ?? ""):\(meaning($0.value))" }.joined(
                separator: ",")
            + ")"
    }

    @Test("A file that an editor saved as 1.5, under prefixes, comes back as 1.3")
    func editorFiles() throws {
        let path = Workbench.path("Tests/DMNXMLTests/Files/editor-1.5.dmn")
        let document = try ModelDocument(bytes: try bytes(path), file: "editor-1.5.dmn")
        #expect(document.version == "1.5")
        let written = try document.canonical()
        try expectGolden(String(decoding: written.bytes, as: UTF8.self), "editor-1.5.dmn")
        #expect(
            written.notes == [
                "kept 2 attributes of http://camunda.org/schema/1.0/dmn",
                "kept 2 attributes of http://camunda.org/schema/modeler/1.0",
                "kept 3 elements of https://kie.org/dmn/extensions/1.0",
                "wrote 3 types without the prefix of FEEL's namespace",
            ])
    }

    @Test("Nothing of a file is lost: comments, extensions, unknown namespaces, mixed text, spaces")
    func keepsAll() throws {
        let text = try written(
            model(
                """
                <!-- first --><x:note xmlns:x="urn:x" b="2" a="1"><x:p>Mixed <x:b>text</x:b> stays</x:p></x:note>
                <decision id="d" name="D" x2:k="v" xmlns:x2="urn:x2"><!-- why -->
                  <literalExpression id="l"><text><![CDATA[ a < b
                   and c ]]></text></literalExpression>
                  <question>Q &amp; A?</question></decision>
                <y xmlns="urn:y"><z/></y>
                <?keep this?>
                """, namespaces: " xmlns:di=\"urn:other\""))
        #expect(
            text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"
                             id="m" name="M" namespace="urn:m">
                  <decision xmlns:x2="urn:x2" id="d" name="D" x2:k="v">
                    <question>Q &amp; A?</question>
                    <!-- why -->
                    <literalExpression id="l">
                      <text> a &lt; b
                   and c </text>
                    </literalExpression>
                  </decision>
                  <!-- first -->
                  <x:note xmlns:x="urn:x" a="1" b="2">
                    <x:p>Mixed <x:b>text</x:b> stays</x:p>
                  </x:note>
                  <y xmlns="urn:y">
                    <z/>
                  </y>
                  <?keep this?>
                </definitions>

                """)
    }

    @Test(
        "A prefix of DMN's that the file gives to another namespace is written where it is needed")
    func foreignPrefix() throws {
        let text = try written(
            model(
                """
                <extensionElements><di:a di:b="1"/></extensionElements>
                """, namespaces: " xmlns:di=\"urn:other\""))
        #expect(text.contains("<di:a xmlns:di=\"urn:other\" di:b=\"1\"/>"))
        #expect(try written(text) == text)
    }

    @Test("Constructs that 1.3 does not have are refused, each with its place and what to do")
    func refusesNewer() throws {
        let path = Workbench.path("Tests/DMNXMLTests/Files/newer-1.5.dmn")
        let document = try ModelDocument(bytes: try bytes(path), file: "newer-1.5.dmn")
        let error = #expect(throws: DMNError.self) { try document.canonical() }
        #expect(
            error?.problems.map(\.description) == [
                "newer-1.5.dmn:6:5: error: <typeConstraint> is of DMN 1.5, and DMN 1.3 has no such element; test the whole list in a decision, or write <allowedValues> for its members",
                "newer-1.5.dmn:10:5: error: <conditional> is of DMN 1.4, and DMN 1.3 has no such element; write it as a literal expression: if ... then ... else ...",
            ])
    }

    @Test("What is not DMN, is DMN 1.1, or holds characters that XML forbids is refused")
    func refusesOthers() throws {
        for (text, words) in [
            ("<risks/>", "not in the namespace of DMN 1.2 to 1.6"),
            (
                "<definitions xmlns=\"http://www.omg.org/spec/DMN/20151101/dmn.xsd\"/>",
                "DMN 1.1 is not read"
            ),
            ("<definitions", "m.dmn:1:"),
            ("", "m.dmn:1:1"),
            (model("<description>a\u{0B}b</description>"), "m.dmn:2:15: error: 1 character"),
        ] {
            let error = #expect(throws: DMNError.self) { try canonical(text) }
            #expect("\(error as Any)".contains(words), "\(words): \(error as Any)")
        }
    }
}
