import Foundation
import Rulebooks
import TestSupport
import Testing

@testable import RuleSheets

/// A workbook that was edited and comes back.
@Suite("Rules from spreadsheets")
struct ImportTests {
    private let bench: Workbench
    private let loaded: LoadedRulebook
    private let workbook: TestWorkbook

    init() throws {
        bench = try Workbench()
        let path = Workbench.path("Rules/hct")
        let rules = try RulebookFolder.load(path)
        loaded = try RulebookFolder.load(
            files: rules.files.map { (path: $0.path, bytes: $0.bytes) }, name: "hct")
        workbook = try TestWorkbook(RuleSheetExport.workbook(loaded).bytes)
    }

    private func read(_ edit: (inout TestWorkbook) throws -> Void) throws -> RuleSheetImport {
        var edited = workbook
        try edit(&edited)
        return try RuleSheetImport.read(
            try bench.write("hct.xlsx", bytes: edited.bytes()), into: loaded)
    }

    /// The lines of what an edit is refused for.
    private func refusal(_ edit: (inout TestWorkbook) throws -> Void) throws -> [String] {
        do {
            let change = try read(edit)
            return ["accepted: \(change.changes)"]
        } catch let error as RuleSheetError {
            return error.description.split(separator: "\n").map(String.init)
        }
    }

    @Test("A changed cell is shown, and written as one line of canonical XML")
    func changedCell() throws {
        let change = try read { try $0.type("Registers", "B9", ">= 12 ") }
        #expect(change.changes.map(\.file) == ["routing.dmn"])
        #expect(change.changes[0].lines == ["Registers: row REG-01: score >= 15 becomes >= 12"])
        #expect(change.remarks.count == 1)
        let old = loaded.files.first { $0.path == "routing.dmn" }?.bytes ?? []
        let oldLines = String(decoding: old, as: UTF8.self).split(separator: "\n")
        let newLines = String(decoding: change.files[0].bytes, as: UTF8.self).split(separator: "\n")
        let differing = zip(oldLines, newLines).filter { $0 != $1 }
        #expect(oldLines.count == newLines.count)
        #expect(
            differing.map { String($0.1).trimmingCharacters(in: .whitespaces) } == [
                "<inputEntry id=\"REG-01_in1\"><text>&gt;= 12</text></inputEntry>"
            ])
    }

    @Test("Numbers, booleans, rich and inline text mean what they say")
    func cellTypes() throws {
        let same = try read { book in
            try book.setCell("Registers", "C10", type: "b", "<v>1</v>")
            try book.setCell("Review", "D9", type: "n", "<v>1.0</v>")
            try book.setCell("Review", "E9", type: "str", "<v>\"PMO Steering Group\"</v>")
            try book.setCell(
                "Grade", "C9",
                "<is><r><t>\"l</t></r><r><rPr><b/></rPr><t>ow\"</t></r><rPh><t>x</t></rPh></is>")
        }
        #expect(same.files.isEmpty, "\(same.changes)")
        let other = try read { try $0.setCell("Review", "D9", type: "n", "<v>2</v>") }
        #expect(other.changes.first?.lines == ["Review: row REV-01: interval 1 becomes 2"])
    }

    @Test("A new row is given the next id and names itself; an emptied row goes")
    func rows() throws {
        let added = try read { book in
            for (column, text) in [
                ("B", ">= 20"), ("C", "-"), ("D", "\"open\""), ("E", "\"approved\""),
                ("H", "\"HLRR\""),
                ("I", "\"very high\""), ("J", "\"rule\""), ("L", "RM01 6.4"),
            ] {
                try book.type("Registers", "\(column)14", text)
            }
        }
        #expect(added.changes[0].lines.count == 1)
        #expect(added.changes[0].lines[0].contains("row REG-06 is added"))
        let text = String(decoding: added.files[0].bytes, as: UTF8.self)
        #expect(
            text.contains("<outputEntry id=\"REG-06_out4\"><text>\"REG-06\"</text></outputEntry>"))
        #expect(text.contains("<inputEntry id=\"REG-06_in5\"><text>-</text></inputEntry>"))

        let gone = try read { book in
            for column in "BCD" { try book.setCell("Grade", "\(column)9", "") }
        }
        #expect(gone.changes[0].lines.first?.contains("row GRD-01 is removed") == true)
        #expect(!String(decoding: gone.files[0].bytes, as: UTF8.self).contains("GRD-01"))
    }

    @Test("What is wrong in cells is said of all cells at once, each by its name")
    func wrongCells() throws {
        let lines = try refusal { book in
            try book.type("Registers", "B9", ">= ")
            try book.type("Registers", "D9", "\"opne\"")
            try book.type("Registers", "H10", "\u{201C}BAF\u{201D}")
            try book.type("Review", "D9", "\"x\"")
        }
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("Review!D9: error: row REV-01: "))
        #expect(lines[1].hasPrefix("Registers!B9: error: row REG-01: "))
        #expect(lines[2].contains("Registers!D9: ") && lines[2].contains("did you mean \"open\"?"))
        #expect(lines[3].contains("Registers!H10: ") && lines[3].contains("did you mean `\"BAF\"`"))
    }

    @Test("What the spreadsheet made of a text is refused by its cell")
    func unusable() throws {
        let styles = workbook.text("xl/styles.xml")
        let count = styles.components(separatedBy: "<cellXfs").last?.components(separatedBy: "<xf ")
        let first = (count?.count ?? 1) - 1
        let lines = try refusal { book in
            let own = "<xf numFmtId=\"14\"/><xf numFmtId=\"10\"/><xf numFmtId=\"200\"/></cellXfs>"
            book.set("xl/styles.xml", styles.replacing("</cellXfs>", with: own))
            try book.setCell("Registers", "B9", type: "n", style: "\(first)", "<v>46027</v>")
            try book.setCell("Registers", "B10", type: "n", style: "\(first + 1)", "<v>0.15</v>")
            try book.setCell("Registers", "B11", type: "n", "<f>1+1</f><v>2</v>")
            try book.setCell("Registers", "B12", type: "e", "<v>#REF!</v>")
            try book.setCell("Registers", "C12", type: "n", "<v>1e20</v>")
            try book.setCell("Registers", "H9", "")
        }
        #expect(
            lines.map { $0.components(separatedBy: ";")[0] } == [
                "Registers!B9: error: the cell holds a date or time, which the spreadsheet made of what was typed",
                "Registers!H9: error: a conclusion is empty",
                "Registers!B10: error: the cell holds a percentage, which the spreadsheet made of what was typed",
                "Registers!B11: error: the cell holds the formula =1+1",
                "Registers!B12: error: the cell holds the error #REF!",
                "Registers!C12: error: the cell holds a number of more than 15 digits, of which spreadsheets keep only 15",
            ])
    }

    @Test(
        "Changed ids and heads, missing sheets and columns, merged cells are refused by their cell")
    func lockedCells() throws {
        func first(_ edit: (inout TestWorkbook) throws -> Void) throws -> String {
            try refusal(edit).first ?? ""
        }
        #expect(
            try first { try $0.type("Registers", "A9", "REG-99") }
                == "Registers!A9: error: the table has no row \"REG-99\"; put the id back; leave the cell empty for a new row"
        )
        #expect(
            try first { try $0.type("Registers", "A10", "REG-01") }
                .hasPrefix("Registers!A10: error: the row REG-01 is there twice, first in row 9"))
        #expect(
            try first { try $0.type("Grade", "A10", "") }
                == "Grade!A10: error: the row GRD-02 has lost its id; write GRD-02 here")
        for (cell, head) in [
            ("B3", "hit policy"), ("B5", "expression"), ("B6", "type"), ("B7", "allowed values"),
            ("B8", "row"),
        ] {
            let line = try first { try $0.type("Registers", cell, "other") }
            #expect(
                line.hasPrefix("Registers!\(cell): error: \"\(head)\" says \"other\""), "\(line)")
        }
        #expect(
            try first { try $0.type("Registers", "C4", "input 9") }
                .hasPrefix("Registers!A4: error: the column \"input 2\""))
        #expect(
            try first { try $0.type("Registers", "B2", "gone") }
                .hasPrefix("Registers!B2: error: this cell should name the file"))
        #expect(
            try first { book in
                let path = try book.path("Registers")
                let merged = "</sheetData><mergeCells><mergeCell ref=\"B9:B10\"/></mergeCells>"
                book.set(path, book.text(path).replacing("</sheetData>", with: merged))
            }.hasPrefix("Registers!B9:B10: error: these cells were merged"))
        #expect(
            try first { book in
                let text = book.text("xl/workbook.xml")
                let start = try #require(text.range(of: "<sheet name=\"Routing\""))
                let end = try #require(text[start.lowerBound...].firstIndex(of: ">"))
                book.set(
                    "xl/workbook.xml",
                    text.replacingCharacters(in: start.lowerBound...end, with: ""))
            }.contains("the table Routing of routing.dmn has no sheet in it"))
    }

    @Test("Sheets may be renamed and hidden, remarks beside a table are told, other sheets too")
    func harmless() throws {
        let change = try read { book in
            book.set(
                "xl/workbook.xml",
                book.text("xl/workbook.xml").replacing("name=\"Registers\"", with: "name=\"Mine\"")
                    .replacing("name=\"About\"", with: "name=\"Notes\""))
            let path = try book.path("Mine")
            book.set(
                path,
                book.text(path).replacing(
                    "</row><row r=\"10\"",
                    with: "<c r=\"T9\" t=\"inlineStr\"><is><t>why?</t></is></c></row><row r=\"10\"")
            )
        }
        #expect(change.files.isEmpty)
        #expect(
            change.notes == [
                "Notes is no table of rules and was not read",
                "Mine!T9 is beside the table and was not read",
            ])
    }

    @Test("A sheet of another state of the rules is refused, unless it says what they say")
    func stale() throws {
        let text = String(
            decoding: loaded.files.first { $0.path == "routing.dmn" }?.bytes ?? [], as: UTF8.self)
        let path = try bench.write("hct.xlsx", bytes: workbook.bytes())
        func rules(_ old: String, _ new: String) throws -> LoadedRulebook {
            try RulebookFolder.load(
                files: loaded.files.map { file in
                    let changed = Array(text.replacing(old, with: new).utf8)
                    return (
                        path: file.path, bytes: file.path == "routing.dmn" ? changed : file.bytes
                    )
                }, name: "hct")
        }
        let spaced = try rules("<description>", "<!-- a remark -->\n  <description>")
        #expect(try RuleSheetImport.read(path, into: spaced).files.isEmpty)
        let error = #expect(throws: RuleSheetError.self) {
            try RuleSheetImport.read(path, into: try rules("&gt;= 15", "&gt;= 16"))
        }
        let lines = "\(error as Any)".split(separator: "\n")
        #expect(lines.count == 1)
        #expect(
            lines.first?.contains("!B2: error: routing.dmn was changed since this was exported")
                == true)
    }

    @Test("A workbook that openpyxl loaded and saved says the same")
    func resaved() throws {
        let path = Workbench.path("Tests/RuleSheetsTests/Files/resaved-hct.xlsx")
        let change = try RuleSheetImport.read(path, into: loaded)
        #expect(change.files.isEmpty && change.notes.isEmpty, "\(change)")
    }

    @Test("What is no workbook, or a hostile one, is refused in words")
    func badFiles() throws {
        func refused(_ bytes: [UInt8]) throws -> String {
            let path = try bench.write("x.xlsx", bytes: bytes)
            do {
                _ = try RuleSheetImport.read(path, into: loaded)
                return "accepted"
            } catch {
                return error.description
            }
        }
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        let mark = Array("EncryptedPackage".utf8).flatMap { byte -> [UInt8] in [byte, 0] }
        var macros = workbook
        macros.parts.append(("xl/vbaProject.bin", [1]))
        var typed = workbook
        typed.set(
            "xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]>" + typed.text("xl/workbook.xml"))
        var deep = workbook
        deep.set("xl/sharedStrings.xml", String(repeating: "<si>", count: 10_000))
        var missing = workbook
        missing.parts.removeAll { $0.name == "xl/sharedStrings.xml" }
        let cases: [([UInt8], String)] = [
            ([], "the file is empty"), (old, "before 2007"), (old + mark, "has a password"),
            (Array("risk;score".utf8), "no sheet of it is a table of rules"),
            ([0x89, 0x50, 0x4E, 0x47, 0, 0], "neither a workbook"),
            ([0x50, 0x4B, 3, 4] + Array(repeating: 7, count: 500), "is no ZIP archive"),
            (Array(workbook.bytes().prefix(5_000)), "is no ZIP archive"),
            (TestWorkbook([("a.txt", [65])]).bytes(), "holds no workbook"),
            (
                TestWorkbook([("mimetype", [65]), ("content.xml", [65])]).bytes(),
                "OpenDocument"
            ),
            (macros.bytes(), "holds macros"), (typed.bytes(), "document type declaration"),
            (deep.bytes(), "elements inside one another"), (missing.bytes(), "is missing"),
        ]
        for (bytes, words) in cases {
            let found = try refused(bytes)
            #expect(found.contains(words), "\(words): \(found)")
        }
        let bent = workbook.bytes()
        for place in stride(from: 30, to: bent.count, by: bent.count / 25) {
            var broken = bent
            broken[place] ^= 0x5A
            _ = try refused(broken)
        }
    }
}
