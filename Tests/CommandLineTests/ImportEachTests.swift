import TestSupport
import Testing

/// Months of exports in a folder: shown, then taken in the order of days.
@Suite("Importing a folder") struct ImportEachTests {
    private func bench() throws -> Workbench {
        let bench = try Workbench()
        func risk(_ score: Int) -> String { "<Risk id=\"7\" title=\"A\" Score=\"\(score)\"/>" }
        try bench.write("months/z.xml", "<Risks extractDate=\"2026-04-30\">\(risk(12))</Risks>")
        try bench.write("months/deeper/risks May 2026.csv", "Risk ID,Title,Score\n7,A,16\n")
        try bench.write(
            "months/2026-01-31.xml", "<Risks extractDate=\"2026-06-30\">\(risk(20))</Risks>")
        try bench.write("months/notes.md", "# Notes\n")
        // What Office leaves beside a workbook that somebody has open.
        try bench.write("months/~$risks.xlsx", "M Ash")
        return bench
    }

    @Test("The days are the files' own, else their names', and are taken in order")
    func order() throws {
        let bench = try bench()
        let unanswered = try bench.baf("import", "--each", "months")
        #expect(unanswered.status == 64)
        #expect(
            unanswered.output == """
                30 April 2026
                  months/z.xml: 1 record of risks
                31 May 2026
                  months/deeper/risks May 2026.csv: 1 record of risks; the day is its name's
                30 June 2026
                  months/2026-01-31.xml: 1 record of risks; its name says 31 January 2026
                left out: months/notes.md: this is not XML: it does not begin with <

                """)
        #expect(try bench.baf("imports").status == 66)
        let taken = try bench.baf("import", "--each", "months", "--yes", "-o", "json")
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(
            try taken.rows().map { $0["asAt"] as? String } == [
                "2026-04-30", "2026-05-31", "2026-06-30",
            ])
        let again = try bench.baf("import", "--each", "months/", "--yes")
        #expect(again.output.contains("31 May 2026: in the register already, entry 3."))
        #expect(try bench.rows("risks")["7"]?["score"] as? Int == 20)
    }

    @Test("A file that cannot be read, or says no day, stops them all")
    func faults() throws {
        let bench = try bench()
        try bench.write("months/broken.xml", "<Risks extractDate=\"2026-03-31\"><Risk>")
        try bench.write("months/dayless.csv", "Risk ID,Title\n7,A\n")
        try bench.write("months/ahead 2027-01-31.csv", "Risk ID,Title\n7,A\n")
        let run = try bench.baf("import", "--each", "months", "--yes")
        #expect(run.status == 65)
        #expect(run.errors.contains("3 of the files cannot be imported; nothing was"))
        #expect(run.output.contains("dayless.csv: neither it nor its name says a day"))
        #expect(run.output.contains("ahead 2027-01-31.csv: it is of 31 January 2027, and today is"))
        #expect(try bench.baf("imports").status == 66)
    }

    @Test(
        "Options that contradict each other",
        arguments: [
            ["--each", "months", "x.xml"], ["--each", "months", "--as-at", "2026-06-30"], ["--yes"],
            [], ["x.xml", "--yes"],
        ])
    func usage(_ arguments: [String]) throws {
        #expect(try bench().run(["import"] + arguments).status == 64)
    }
}
