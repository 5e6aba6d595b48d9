import Foundation
import RegisterReports
import TestSupport
import Testing

@Suite("Accessibility of papers") struct AccessibilityTests {
    private static let papers = PaperTests.names.flatMap { ["\($0)", "empty \($0)"] }

    private func document(_ name: String) throws -> (html: String, root: PageNode) {
        let parts = name.split(separator: " ")
        let paper: Paper
        if parts.count == 2 {
            let make = try #require(SampleRegister.papers.first { $0.name == parts[1] }).make
            paper = make(SampleRegister.empty(), nil)
        } else {
            paper = SampleRegister.paper(name)
        }
        let html = HTMLWriter.document(paper)
        return (html, try PageNode.parsed(html))
    }

    @Test("Every table has a caption, and its heads say what they are heads of", arguments: papers)
    func tables(_ name: String) throws {
        let (_, root) = try document(name)
        let tables = root.all("table")
        #expect(!tables.isEmpty)
        for table in tables {
            let caption = table.all("caption").first?.text ?? ""
            #expect(!caption.trimmingCharacters(in: .whitespaces).isEmpty)
            #expect(table.all("th").allSatisfy { ["col", "row"].contains($0.attributes["scope"]) })
            #expect(table.all("th").allSatisfy { !$0.text.isEmpty })
            #expect(table.all("table").isEmpty)
            #expect(table.all("td").allSatisfy { $0.attributes["colspan"] == nil })
        }
    }

    @Test("Headings are not empty, and none skips a level", arguments: papers)
    func headings(_ name: String) throws {
        let (_, root) = try document(name)
        let headings = root.everything.filter { ["h1", "h2", "h3", "h4"].contains($0.name) }
        #expect(headings.count { $0.name == "h1" } == 1)
        var level = 0
        for heading in headings {
            let own = try #require(Int(heading.name.dropFirst()))
            #expect(own <= level + 1, "\(heading.text)")
            #expect(!heading.text.trimmingCharacters(in: .whitespaces).isEmpty)
            level = own
        }
    }

    @Test("Ids are unique, and every link and label names one", arguments: papers)
    func references(_ name: String) throws {
        let (_, root) = try document(name)
        let ids = root.everything.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for node in root.everything {
            for id in (node.attributes["aria-labelledby"] ?? "").split(separator: " ") {
                #expect(ids.contains(String(id)), "label \(id)")
            }
            if let target = node.attributes["href"], target.hasPrefix("#") {
                #expect(ids.contains(String(target.dropFirst())), "link \(target)")
            }
        }
    }

    @Test(
        "The page names its language and title, needs no script and no network", arguments: papers)
    func page(_ name: String) throws {
        let (html, root) = try document(name)
        #expect(root.all("html").first?.attributes["lang"] == "en-GB")
        let title = root.all("title").first?.text ?? ""
        #expect(title.contains("30 June 2026"))
        #expect(root.all("script").isEmpty && root.all("link").isEmpty && root.all("img").isEmpty)
        #expect(!html.contains("url(") && !html.contains("@import"))
        #expect(root.everything.first { $0.attributes["class"] == "skip" } != nil)
        for region in root.everything where region.attributes["role"] == "region" {
            #expect(region.attributes["tabindex"] == "0")
        }
    }

    @Test("A drawing has a title and a description; a tone always has its word")
    func signals() throws {
        let (_, root) = try document("hlrr")
        for drawing in root.all("svg") {
            #expect(drawing.attributes["role"] == "img")
            #expect(drawing.all("title").first?.text.isEmpty == false)
            #expect(drawing.all("desc").first?.text.isEmpty == false)
        }
        let tones = root.everything.filter { $0.attributes["class"]?.hasPrefix("tone ") == true }
        #expect(!tones.isEmpty)
        #expect(tones.allSatisfy { !$0.text.isEmpty })
    }
}
