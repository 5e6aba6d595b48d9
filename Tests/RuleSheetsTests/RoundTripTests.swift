import Foundation
import RuleSheets
import Rulebooks
import TestSupport
import Testing

/// What goes out as a spreadsheet and comes back unedited is the same rules.
@Suite("Rules as spreadsheets")
struct RoundTripTests {
    private static let shipped = [
        "hct", "christie-model", "hra-model/2023", "hra-model/2024", "four-by-four",
    ]

    private let bench: Workbench

    init() throws { bench = try Workbench() }

    private func loaded(_ name: String) throws -> LoadedRulebook {
        try RulebookFolder.load(Workbench.path("Rules/\(name)"))
    }

    /// The rules with some text of a file replaced.
    private func changed(_ file: String, _ pairs: [(String, String)]) throws -> LoadedRulebook {
        let loaded = try loaded("hct")
        let files = loaded.files.map { source -> (path: String, bytes: [UInt8]) in
            guard source.path == file else { return (source.path, source.bytes) }
            var text = String(decoding: source.bytes, as: UTF8.self)
            for (old, new) in pairs {
                text = text.replacing(old, with: new, maxReplacements: 1)
            }
            return (source.path, Array(text.utf8))
        }
        return try RulebookFolder.load(files: files, name: "rules")
    }

    private func bringBack(_ loaded: LoadedRulebook) throws {
        let workbook = try RuleSheetExport.workbook(loaded)
        let book = try RuleSheetImport.read(
            try bench.write(workbook.name, bytes: workbook.bytes), into: loaded)
        #expect(book.files.isEmpty && book.changes.isEmpty && book.notes.isEmpty, "\(book)")

        let folder = bench.path("tables")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let files = try RuleSheetExport.csv(loaded)
        for file in files { try bench.write("tables/\(file.name)", bytes: file.bytes) }
        let tables = try RuleSheetImport.read(folder, into: loaded)
        #expect(tables.files.isEmpty && tables.changes.isEmpty, "\(tables)")
        for file in files {
            let one = try RuleSheetImport.read("\(folder)/\(file.name)", into: loaded)
            #expect(one.files.isEmpty && one.changes.isEmpty, "\(one)")
        }
    }

    @Test("Every rulebook comes back as it went, as a workbook and as CSV", arguments: shipped)
    func unedited(name: String) throws {
        try bringBack(try loaded(name))
    }

    @Test("Texts that a spreadsheet would take for something else come back as they went")
    func awkwardTexts() throws {
        let clause = "<annotationEntry><text>package"
        let notes = [
            "=1+1", "+1", "-1", "@SUM(1+1)|", "'quoted", "''", "\"", "a,b;c\td", "_x0041_ x_x000D_",
            "two\nlines &#13; and a return", " spaces ", "007", "1-5", "TRUE", "1e5",
        ]
        let odd = try changed(
            "findings.dmn", notes.map { (clause, "<annotationEntry><text>\($0)") })
        let written = try RuleSheetExport.csv(odd, model: "findings")[0]
        #expect(String(decoding: written.bytes, as: UTF8.self).contains("1e5 default"))
        try bringBack(odd)
        try bringBack(
            try changed(
                "review.dmn",
                [("<text>\"Trust Board\"</text>", "<text>\"Trust _x000D_ Board\"</text>")]))
    }

    @Test("The same rules give the same workbook, to the byte")
    func isDeterministic() throws {
        let loaded = try loaded("hct")
        let first = try RuleSheetExport.workbook(loaded)
        #expect(first.name == "hct.xlsx")
        #expect(try RuleSheetExport.workbook(loaded).bytes == first.bytes)
        #expect(try RuleSheetExport.workbook(loaded, model: "routing").name == "hct-routing.xlsx")
    }

    @Test("A cell that could be a formula is marked, and the dash of every table is not")
    func marks() throws {
        let files = try RuleSheetExport.csv(try loaded("hct"), model: "routing")
        #expect(
            files.map(\.name) == [
                "routing-at-the-threshold.csv", "routing-routing.csv", "routing-registers.csv",
            ])
        let text = String(decoding: files[2].bytes, as: UTF8.self)
        #expect(text.hasPrefix("\u{FEFF}table,Registers\r\nsource,"))
        #expect(text.contains("REG-01,>= 15,-,\"\"\"open\"\"\","))
        let odd = try changed("routing.dmn", [("<text>HCT", "<text>=HCT")])
        let marked = try RuleSheetExport.csv(odd, model: "routing.dmn")
        #expect(
            marked.contains { String(decoding: $0.bytes, as: UTF8.self).contains("'=HCT") })
    }

    @Test("A text that no cell can hold is refused, and goes out as CSV")
    func longText() throws {
        let long = try changed(
            "routing.dmn", [("<text>HCT", "<text>\(String(repeating: "x", count: 33_000))")])
        let error = #expect(throws: RuleSheetError.self) { try RuleSheetExport.workbook(long) }
        #expect("\(error as Any)".contains("export with --csv"))
        #expect(try RuleSheetExport.csv(long).count == 8)
    }

    @Test("A model that the rulebook does not have is said to be missing")
    func noModel() throws {
        let error = #expect(throws: RuleSheetError.self) {
            try RuleSheetExport.csv(try loaded("hct"), model: "routng")
        }
        #expect(
            error?.description
                == "the rulebook has no model routng; it has findings, moves, review, routing, scoring"
        )
    }
}
