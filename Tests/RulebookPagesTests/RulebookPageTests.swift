import Foundation
import RulebookPages
import Rulebooks
import TestSupport
import Testing

@Suite("The page of a rulebook") struct RulebookPageTests {
    private static let shipped = [
        "hct", "christie-model", "hra-model/2023", "hra-model/2024", "four-by-four",
    ]

    private static func loaded(_ name: String) throws -> LoadedRulebook {
        let path = "Rules/\(name)"
        return try RulebookFolder.load(
            files: try RulebookFolder.load(Workbench.path(path)).files.map { ($0.path, $0.bytes) },
            name: path)
    }

    private static func small() throws -> LoadedRulebook {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Rulebook")
        return try RulebookFolder.load(
            files: try ["rulebook.yaml", "all.dmn"].map { name in
                (name, [UInt8](try Data(contentsOf: folder.appendingPathComponent(name))))
            }, name: "small")
    }

    /// The page as XML, which it is as it stands: only the DOCTYPE is no business of a parser of XML.
    private func parsed(_ html: String) throws -> PageNode {
        try PageNode.parsed(xml: Data(html.replacing("<!DOCTYPE html>", with: "").utf8))
    }

    @Test("A small rulebook with hostile words is the page that it was")
    func golden() throws {
        let page = RulebookPage(
            try Self.small(),
            remarks: [.init("all.dmn:1:1: note: a <remark>", reason: "agreed & noted")])
        let html = RulebookPageHTML.document(page)
        try expectGolden(html, "rulebook-small.html")
        #expect(try parsed(html).all("main").count == 1)
    }

    @Test("Every row stands under its id with its clause and its sentence", arguments: shipped)
    func rows(_ name: String) throws {
        let loaded = try Self.loaded(name)
        let root = try parsed(RulebookPageHTML.document(RulebookPage(loaded)))
        let rows = Dictionary(
            root.all("tr").compactMap { row in row.attributes["id"].map { ($0, row) } },
            uniquingKeysWith: { first, _ in first })
        let sentences = root.all("li").map(\.text)
        var count = 0
        for model in loaded.models {
            let source = try #require(loaded.files.first { $0.path == model.file })
            let written = try PageNode.parsed(xml: Data(source.bytes))
            for rule in written.all("rule") {
                count += 1
                let id = try #require(rule.attributes["id"])
                let row = try #require(rows[id], "\(id)")
                let sentence = try #require(sentences.first { $0.hasPrefix("\(id): ") }, "\(id)")
                #expect(sentence.contains(": If ") || sentence.contains(": In every case, "))
                for clause in rule.all("annotationEntry") {
                    let text = clause.text.trimmingCharacters(in: .whitespacesAndNewlines)
                    #expect(row.text.contains(text), "\(id)")
                    #expect(sentence.contains(text), "\(id)")
                }
            }
            for decision in written.all("decision") {
                let title = try #require(decision.attributes["name"])
                #expect(root.all("h3").contains { $0.text == title })
            }
        }
        #expect(rows.count == count && count > 80)
    }

    @Test("It leans on nothing outside, and every link of it leads somewhere", arguments: shipped)
    func selfContained(_ name: String) throws {
        let html = RulebookPageHTML.document(RulebookPage(try Self.loaded(name)))
        let root = try parsed(html)
        let ids = root.everything.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for node in root.everything {
            #expect(node.name != "script" && node.name != "link" && node.name != "img")
            #expect(node.attributes["src"] == nil)
            if let target = node.attributes["href"] {
                #expect(
                    target.hasPrefix("#") && ids.contains(String(target.dropFirst())), "\(target)")
            }
            for label in (node.attributes["aria-labelledby"] ?? "").split(separator: " ") {
                #expect(ids.contains(String(label)), "\(label)")
            }
        }
        #expect(!html.contains("url(") && !html.contains("@import"))
        #expect(html.replacing("http://www.w3.org/", with: "").contains("http") == false)
    }

    @Test(
        "Tables have captions and heads, headings skip no level, drawings have words",
        arguments: shipped)
    func accessible(_ name: String) throws {
        let root = try PageNode.parsed(
            RulebookPageHTML.document(RulebookPage(try Self.loaded(name))))
        for table in root.all("table") {
            #expect(table.all("caption").first?.text.isEmpty == false)
            #expect(
                table.all("th").allSatisfy {
                    ["col", "row", "colgroup"].contains($0.attributes["scope"]) && !$0.text.isEmpty
                })
        }
        let levels = root.everything.compactMap { node -> Int? in
            node.name.count == 2 && node.name.hasPrefix("h") ? Int(node.name.dropFirst()) : nil
        }
        #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
        let drawings = root.all("svg").filter { $0.attributes["role"] == "img" }
        #expect(drawings.count == 6)
        for drawing in drawings {
            #expect(drawing.all("title").first?.text.isEmpty == false)
            #expect(drawing.all("desc").first?.text.isEmpty == false)
        }
    }

    @Test("What a label holds is shown and never acted on")
    func hostile() throws {
        let html = RulebookPageHTML.document(RulebookPage(try Self.small()))
        #expect(!html.contains("<script") && !html.contains("\u{202E}"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test("The tests and the remarks are in it")
    func testsAndRemarks() throws {
        let report = try RulebookTests.run(Workbench.path("Rules/hct"))
        let page = RulebookPage(try Self.loaded("hct"), tests: report)
        let html = RulebookPageHTML.document(page)
        #expect(html.contains("\(report.passed) passed, 0 failed"))
        #expect(html.contains("Nothing: no gap, no overlap, and no row that never applies."))
        #expect(html.contains(page.files.first { $0.path == "routing.dmn" }?.digest ?? "?"))
    }
}
