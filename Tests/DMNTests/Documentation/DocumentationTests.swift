import Foundation
import TestSupport
import Testing

/// What the library's pages say is true: their examples run, outside this package, as they stand.
@Suite("The library's documentation") struct DocumentationTests {
    @Test(
        "Every example compiles for a package that sees public names only, and prints what it says")
    func examples() throws {
        let examples = try DocumentationPage.all().flatMap(\.examples)
        #expect(examples.count >= 10)
        let bench = try Workbench()
        var files = [bench.path("main.swift")]
        var main = ""
        for (number, example) in examples.enumerated() {
            let name = "example\(number)"
            files.append(try bench.write("\(name).swift", example.function(name)))
            main += "print(\"\(mark)\")\ntry \(name)()\n"
        }
        try bench.write("main.swift", main)
        let said = try Toolchain.compile(files, to: bench.path("examples"))
        try #require(said.isEmpty, "\(said)")
        let run = try Toolchain.run(bench.path("examples"), [])
        #expect(run.status == 0, "\(run.errors)")
        let outputs = run.output.components(separatedBy: "\(mark)\n").dropFirst()
        #expect(outputs.count == examples.count)
        for (example, output) in zip(examples, outputs) {
            let printed = output.split(separator: "\n").map(String.init)
            #expect(printed == example.claimed, "\(example.page):\(example.line)")
        }
    }

    @Test("An expression takes five lines, a model eight, an explanation ten")
    func lineCounts() throws {
        let limits = [
            ("Sources/FEEL/FEEL.docc/FEEL.md", "in five lines:", 5),
            ("Sources/DMN/DMN.docc/DMN.md", "in eight lines:", 8),
            ("Sources/DMN/DMN.docc/DMN.md", "in ten lines:", 10),
        ]
        for (path, words, limit) in limits {
            let page = try DocumentationPage(path)
            let heading = try #require(page.lines.firstIndex { $0.hasSuffix(words) })
            let example = try #require(page.examples.first { $0.line > heading })
            #expect(example.lineCount <= limit, "\(path):\(example.line)")
        }
    }

    @Test("The landing pages list every public type, and there are few of them")
    func surface() throws {
        let bench = try Workbench()
        func types(_ modules: [String]) throws -> Set<String> {
            Set(
                try modules.flatMap { try Toolchain.symbols(of: $0, into: bench.folder) }
                    .map { $0.pathComponents[0] })
        }
        // Ten to know, and FEEL's five temporal types.
        for (module, modules, limit) in [
            ("FEEL", ["FEEL"], 15), ("DMN", ["DMN", "DMNXML"], 12),
        ] {
            let page = try DocumentationPage("Sources/\(module)/\(module).docc/\(module).md")
            let topics = page.text.components(separatedBy: "## Topics").last ?? ""
            let listed = topics.matches(of: /- ``([^`]+)``/).map {
                String($0.output.1.split(separator: "/").last ?? "")
            }
            let types = try types(modules)
            #expect(listed.sorted() == types.sorted(), "\(module)")
            #expect(types.count <= limit, "\(module): \(types.sorted())")
            let articles = topics.matches(of: /<doc:(\w+)>/).map { String($0.output.1) }
            let pages = try DocumentationPage.catalogue(module).map {
                URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
            }
            #expect((articles + [module]).sorted() == pages)
        }
    }

    @Test("The pages build without a warning: every link leads somewhere")
    func pages() throws {
        let bench = try Workbench()
        for (module, modules) in [("FEEL", ["FEEL"]), ("DMN", ["DMN", "DMNXML"])] {
            let graphs = bench.folder.appendingPathComponent(module)
            for name in modules { _ = try Toolchain.symbols(of: name, into: graphs) }
            let run = try Toolchain.run(
                "docc",
                [
                    "convert", Workbench.path("Sources/\(module)/\(module).docc"),
                    "--warnings-as-errors", "--additional-symbol-graph-dir", graphs.path,
                    "--fallback-display-name", module, "--fallback-bundle-identifier", module,
                    "--output-path", bench.path("\(module).doccarchive"),
                ])
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    @Test("The counts of the public suite are those that are kept")
    func conformance() throws {
        let data = try Data(
            contentsOf: URL(fileURLWithPath: Workbench.path("Tests/tck-results.json")))
        let passed = try JSONDecoder().decode([String: Int].self, from: data)
        let total = passed.values.reduce(0, +)
        let pages = ["README.md", "Sources/DMN/DMN.docc/Conformance.md"]
        let rows = try pages.map { path in
            try DocumentationPage(path).lines.filter { $0.hasPrefix("| compliance level ") }
        }
        #expect(rows[0].count == 2)
        #expect(rows[0] == rows[1], "the pages differ")
        let counts = try rows[0].map { row in
            try #require(row.firstMatch(of: /\| ([\d,]+) of [\d,]+ \|/)).output.1
        }
        #expect(counts.map(number).reduce(0, +) == total)
    }

    private let mark = "---- example ----"

    private func number(_ text: Substring) -> Int {
        Int(text.filter(\.isNumber)) ?? 0
    }
}
