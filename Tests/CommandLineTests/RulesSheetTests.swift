import Foundation
import TestSupport
import Testing

/// `baf rules export` and `import`, as the person who owns a policy runs them.
@Suite("Rules in a spreadsheet")
struct RulesSheetTests {
    private let bench: Workbench

    /// A copy of the default rules, to be changed.
    init() throws {
        bench = try Workbench()
        let real = URL(fileURLWithPath: Workbench.path("Rules/hct")).resolvingSymlinksInPath().path
        try FileManager.default.copyItem(atPath: real, toPath: bench.path("rules"))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: bench.path(name), encoding: .utf8)
    }

    private func edit(_ name: String, _ old: String, _ new: String) throws {
        let text = try text(name)
        try #require(text.contains(old))
        try bench.write(name, text.replacing(old, with: new, maxReplacements: 1))
    }

    @Test("A threshold is changed in a CSV file: shown, then written, then checked and tested")
    func threshold() throws {
        let export = try bench.baf("rules", "export", "rules", "--csv", "--out", "tables")
        #expect(export.status == 0, "\(export.errors)")
        #expect(export.output.contains("tables/routing-registers.csv\n"))
        try edit("tables/routing-registers.csv", "REG-01,>= 15,", "REG-01,>= 12,")
        let before = try text("rules/routing.dmn")

        let shown = try bench.baf("rules", "import", "tables", "rules")
        #expect(shown.status == 0, "\(shown.errors)")
        #expect(
            shown.output == """
                rules/routing.dmn: 1 change
                  Registers: row REG-01: score >= 15 becomes >= 12
                The check of the changed rules:
                  rules/routing.dmn:191:3: warning: Registers: score 12 is on HLRR and not at the threshold; the threshold and the rows of HLRR should name the same score
                Nothing was written; --write writes it.

                """)
        #expect(try text("rules/routing.dmn") == before)

        let written = try bench.baf("rules", "import", "tables", "rules", "--write")
        #expect(written.status == 0, "\(written.errors)")
        #expect(
            written.output.contains(
                "wrote rules/routing.dmn\nRaise the version in rules/rulebook.yaml"))
        #expect(
            try text("rules/routing.dmn")
                == before.replacing(
                    "<inputEntry id=\"REG-01_in1\"><text>&gt;= 15<",
                    with: "<inputEntry id=\"REG-01_in1\"><text>&gt;= 12<"))
        #expect(try bench.baf("rules", "normalise", "rules", "--check").status == 0)

        let again = try bench.baf("rules", "import", "tables", "rules")
        #expect(again.status == 0)
        #expect(again.output == "tables says what the rules in rules say: nothing to write\n")
    }

    @Test("A workbook goes where it is told to, and comes back without a difference")
    func workbook() throws {
        let here = try bench.baf("rules", "export", "rules", "--xlsx")
        #expect(here.output == "hct.xlsx\n")
        let named = try bench.baf(
            "rules", "export", "rules", "--xlsx", "--model", "scoring", "--out", "new/scoring.xlsx")
        #expect(named.output == "new/scoring.xlsx\n")
        for name in ["hct.xlsx", "new/scoring.xlsx"] {
            let back = try bench.baf("rules", "import", name, "rules", "--write")
            #expect(back.output == "\(name) says what the rules in rules say: nothing to write\n")
        }
    }

    @Test("An export never replaces what somebody may have edited, unless it is told to")
    func overwriting() throws {
        try bench.baf("rules", "export", "rules", "--csv", "--out", "tables")
        #expect(try bench.baf("rules", "export", "rules", "--csv", "--out", "tables").status == 0)
        try edit("tables/scoring-grade.csv", "GRD-01,[1..3],", "GRD-01,[1..2],")
        let edited = try text("tables/scoring-grade.csv")
        let run = try bench.baf("rules", "export", "rules", "--csv", "--out", "tables")
        #expect(run.status == 73)
        #expect(run.errors.contains("tables/scoring-grade.csv is there already"))
        #expect(try text("tables/scoring-grade.csv") == edited)
        let told = try bench.baf(
            "rules", "export", "rules", "--csv", "--out", "tables", "--overwrite")
        #expect(told.status == 0)
        #expect(try text("tables/scoring-grade.csv") != edited)
    }

    @Test("An error that the check finds is shown and not written")
    func checkErrors() throws {
        try bench.baf("rules", "export", "rules", "--csv", "--out", "tables")
        try edit("tables/scoring-grade.csv", "GRD-01,[1..3]", "GRD-01,[1..5]")
        let before = try text("rules/scoring.dmn")
        let shown = try bench.baf("rules", "import", "tables/scoring-grade.csv", "rules")
        #expect(shown.status == 1)
        #expect(shown.output.contains("  scoring-grade.csv!"))
        #expect(shown.output.contains("rows GRD-01 and GRD-02 both match"))
        let written = try bench.baf("rules", "import", "tables", "rules", "--write")
        #expect(written.status == 65)
        #expect(written.errors.contains("the check finds errors that it did not find before"))
        #expect(try text("rules/scoring.dmn") == before)
    }

    @Test("A wrong cell is refused by its name, and nothing of the other tables is written")
    func wrongCell() throws {
        try bench.baf("rules", "export", "rules", "--csv", "--out", "tables")
        try edit("tables/routing-registers.csv", "REG-01,>= 15,", "REG-01,>= 12,")
        try edit("tables/scoring-grade.csv", "GRD-01,[1..3],", "GRD-01,[1..,")
        let before = try text("rules/routing.dmn")
        let run = try bench.baf("rules", "import", "tables", "rules", "--write")
        #expect(run.status == 65)
        #expect(run.errors.hasPrefix("scoring-grade.csv!B9: error: row GRD-01: "))
        #expect(run.errors.hasSuffix("\nNothing was written.\n"))
        #expect(try text("rules/routing.dmn") == before)
    }

    @Test("Wrong words, files and folders are said to be so")
    func badInput() throws {
        #expect(try bench.baf("rules", "export", "rules").status == 64)
        #expect(try bench.baf("rules", "export", "rules", "--xlsx", "--csv").status == 64)
        #expect(try bench.baf("rules", "export", "none", "--xlsx").status == 66)
        #expect(try bench.baf("rules", "export", "rules", "--csv", "--model", "x").status == 66)
        #expect(try bench.baf("rules", "import", "none.xlsx", "rules").status == 66)
        #expect(try bench.baf("rules", "import", "rules", "rules").status == 65)
        try bench.write("x.csv", "risk,score\n1,15\n")
        let none = try bench.baf("rules", "import", "x.csv", "rules")
        #expect(none.status == 65)
        #expect(none.errors.contains("x.csv: error: no sheet of it is a table of rules"))
        try bench.write("file", "")
        let blocked = try bench.baf("rules", "export", "rules", "--csv", "--out", "file/tables")
        #expect(blocked.status == 73, "\(blocked.errors)")
    }
}
