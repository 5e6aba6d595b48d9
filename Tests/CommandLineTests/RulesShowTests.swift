import Foundation
import TestSupport
import Testing

/// `baf rules show` through the program.
@Suite("rules show") struct RulesShowTests {
    @Test("The page is written whole, the same each time, with no path of this machine")
    func page() throws {
        let bench = try Workbench()
        let rules = Workbench.path("Rules/hct")
        let printed = try bench.baf("rules", "show", rules, "--html")
        #expect(printed.status == 0, "\(printed.errors)")
        #expect(printed.output.hasPrefix("<!DOCTYPE html>\n"))
        #expect(printed.output.contains("<tr id=\"REG-01\">"))
        #expect(!printed.output.contains(rules))
        let written = try bench.baf("rules", "show", rules, "--html", "--out", "rules.html")
        #expect(written.output == "rules.html\n")
        let file = try String(contentsOfFile: bench.path("rules.html"), encoding: .utf8)
        #expect(file == printed.output)
    }

    @Test("What cannot be is refused with its code")
    func refusals() throws {
        let bench = try Workbench()
        let rules = Workbench.path("Rules/hct")
        #expect(
            try bench.baf("rules", "show", rules, "--html", "--out", "no/where.html").status == 73)
        #expect(try bench.baf("rules", "show", rules, "--html", "--markdown").status == 64)
        #expect(try bench.baf("rules", "show", rules, "--out", "x.html").status == 64)
        #expect(try bench.baf("rules", "show", "nowhere", "--html").status == 66)
        #expect(try bench.baf("rules", "show", rules, "--only", "nothing").status == 66)
    }
}
