import DMNXML
import Foundation
import Tables
import TestSupport
import Testing

@testable import RuleSheets

/// Tables of any model, not only of rulebooks: what is read, edited and written again.
@Suite("Tables in sheets")
struct TableTests {
    private func files(_ folder: String) -> [String] {
        let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let walk = FileManager.default.enumerator(atPath: real)
        return (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".dmn") }
            .map { "\(real)/\($0)" }.sorted()
    }

    private func model(_ path: String) throws -> RuleSheetExport.Model {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try RuleSheetExport.read((path as NSString).lastPathComponent, [UInt8](data))
    }

    /// A sheet as it comes back: the table's CSV, with some cells replaced.
    private func sheet(
        _ table: RuleTable, _ model: RuleSheetExport.Model,
        _ edit: (inout [[String]]) -> Void = { _ in }
    ) throws -> SheetTable {
        var rows = SheetLayout.rows(of: table, digest: model.digest)
        edit(&rows)
        let grid = try CSVText.grid(Array(CSVText.text(rows).utf8), file: "t.csv")
        guard case .table(let sheet) = SheetTable.read(grid) else {
            throw RuleSheetError.workbook("no table")
        }
        return sheet
    }

    @Test("Every table of every model comes back from CSV without a difference")
    func roundTrip() throws {
        var paths =
            files(Workbench.path("Rules")) + files(Workbench.path("Tests/DMNXMLTests/Files"))
        if let suite = ProcessInfo.processInfo.environment["TCK"] { paths += files(suite) }
        var tables = 0
        for path in paths {
            let model = try model(path)
            for table in model.tables {
                tables += 1
                var comparison = SheetComparison(table, try sheet(table, model), taken: [])
                let edit = comparison.edit(digest: model.digest)
                #expect(comparison.problems.isEmpty && comparison.notes.isEmpty, "\(path)")
                #expect(edit?.isEmpty == true, "\(path): \(table.name)")
            }
        }
        #expect(tables >= 33)
    }

    @Test("A model that an editor saved under prefixes takes changed, new and fewer rows")
    func editorFile() throws {
        let path = Workbench.path("Tests/DMNXMLTests/Files/editor-1.5.dmn")
        let model = try model(path)
        let table = try #require(model.tables.first)
        #expect(table.rows.map(\.id) == ["DecisionRule_0m1", "DecisionRule_0m2"])
        let edited = try sheet(table, model) { rows in
            rows[8][1] = "< 12"
            rows[9][3] = "RM01 6.3"
            rows.insert(["", "[12..15)", "\"keep\"", "", "Why"], at: 9)
        }
        var comparison = SheetComparison(table, edited, taken: [])
        let found = comparison.edit(digest: model.digest)
        let edit = try #require(found)
        var document = model.document
        TableWriter.write(edit, into: &document.root)
        let bytes = try document.canonical().bytes
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("<inputEntry id=\"UnaryTests_2\"><text>&lt; 12</text></inputEntry>"))
        #expect(
            text.contains(
                """
                      <rule id="DecisionRule_0m3">
                        <description>Why</description>
                        <inputEntry id="DecisionRule_0m3_in1"><text>[12..15)</text></inputEntry>
                        <outputEntry id="DecisionRule_0m3_out1"><text>"keep"</text></outputEntry>
                        <annotationEntry><text/></annotationEntry>
                      </rule>
                """))
        #expect(text.contains("<annotationEntry><text>RM01 6.3</text></annotationEntry>"))
        #expect(text.contains("<!-- drawn by hand -->"))
        let written = try RuleSheetExport.read("m.dmn", bytes).tables
        #expect(
            written.first?.rows.map(\.id)
                == ["DecisionRule_0m1", "DecisionRule_0m3", "DecisionRule_0m2"])
    }

    @Test("Whatever is done to rows, the file then says what the sheet says")
    func randomEdits() throws {
        var random = SplitMix(state: 20_261_121)
        for path in files(Workbench.path("Rules")) {
            let model = try model(path)
            for table in model.tables {
                var wanted: [[String]] = []
                let edited = try sheet(table, model) { rows in
                    var rules = Array(rows[8...])
                    rules.shuffle(using: &random)
                    rules.removeLast(Int.random(in: 0...min(3, rules.count - 1), using: &random))
                    for index in rules.indices where Int.random(in: 0..<4, using: &random) == 0 {
                        let column = Int.random(in: 1..<rules[index].count, using: &random)
                        rules[index][column] = "\"edit\(index), \u{2014} '=+\""
                    }
                    var new = rules[0]
                    new[0] = ""
                    new[1] = "\"new\""
                    rules.insert(new, at: Int.random(in: 0...rules.count, using: &random))
                    wanted = rules
                    rows = Array(rows[..<8]) + rules
                }
                var comparison = SheetComparison(
                    table, edited, taken: Set(model.tables.flatMap(\.rows).map(\.id)))
                let found = comparison.edit(digest: model.digest)
                let edit = try #require(found, "\(path): \(comparison.problems)")
                var document = model.document
                TableWriter.write(edit, into: &document.root)
                let bytes = try document.canonical().bytes
                let written = try RuleSheetExport.read(model.file, bytes).tables
                let rows = written.first { $0.key == table.key }?.rows ?? []
                #expect(rows.map(\.cells) == wanted.map { Array($0.dropFirst()) })
                #expect(Set(rows.map(\.id)).count == rows.count)
                for (row, line) in zip(rows, wanted) where !line[0].isEmpty {
                    #expect(row.id == line[0])
                }
                // The other tables of the file are what they were.
                for other in model.tables where other.key != table.key {
                    #expect(
                        written.first { $0.key == other.key }?.rows.map(\.cells)
                            == other.rows.map(\.cells))
                }
            }
        }
    }

    @Test("A remark in the file stays, whatever happens to the row below it")
    func remarks() throws {
        let path = Workbench.path("Rules/hct/scoring.dmn")
        let text = try String(contentsOfFile: path, encoding: .utf8)
            .replacing("<rule id=\"GRD-02\">", with: "<!-- keep me --><rule id=\"GRD-02\">")
        let model = try RuleSheetExport.read("scoring.dmn", Array(text.utf8))
        let table = try #require(model.tables.first { $0.name == "Grade" })
        let edited = try sheet(table, model) { $0.remove(at: 9) }
        var comparison = SheetComparison(table, edited, taken: [])
        let found = comparison.edit(digest: model.digest)
        let edit = try #require(found)
        var document = model.document
        TableWriter.write(edit, into: &document.root)
        let written = String(decoding: try document.canonical().bytes, as: UTF8.self)
        #expect(written.contains("<!-- keep me -->"))
        #expect(!written.contains("GRD-02"))
    }

    @Test("Files that spreadsheets save as CSV in other ways are read the same")
    func otherCSV() throws {
        let model = try model(Workbench.path("Rules/hct/routing.dmn"))
        let table = try #require(model.tables.last)
        let text = CSVText.text(SheetLayout.rows(of: table, digest: model.digest))
        let plain = String(text.dropFirst())
        let grid = try CSVText.grid(Array(text.utf8), file: "t.csv")
        let upper = plain.replacing(",true,", with: ",TRUE,")
        let utf16 = Array(text.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        for bytes in [
            Array(plain.utf8), Array(plain.replacing("\r\n", with: "\n").utf8), utf16,
        ] {
            #expect(try CSVText.grid(bytes, file: "t.csv").rows == grid.rows)
        }
        #expect(upper != plain)
        guard
            case .table(let sheet) = SheetTable.read(try CSVText.grid(Array(upper.utf8), file: "t"))
        else { throw RuleSheetError.workbook("no table") }
        var comparison = SheetComparison(table, sheet, taken: [])
        #expect(comparison.edit(digest: model.digest)?.isEmpty == true)

        for separator in [";", "\t"] {
            let rows = ["table\(separator)A b", "\"x\(separator)y\"\(separator)2"]
            let cells = try CSVText.grid(Array(rows.joined(separator: "\r\n").utf8), file: "t").rows
            #expect(cells[2] == [0: .text("x\(separator)y"), 1: .text("2")])
        }
        let windows = Array("table,".utf8) + [0xA3, 0x96] + Array("\r\n".utf8)
        #expect(try CSVText.grid(windows, file: "t").rows[1]?[1] == .text("\u{A3}\u{2013}"))
        let error = #expect(throws: RuleSheetError.self) {
            try CSVText.grid(Array("table,x\nrow,\"open\n1,2".utf8), file: "t.csv")
        }
        #expect("\(error as Any)".contains("a quote is opened here and never closed"))
    }
}

/// Numbers that are the same in every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
