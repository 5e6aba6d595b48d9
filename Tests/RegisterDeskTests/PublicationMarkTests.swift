import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// A mark belongs to a field and its text: what has changed since is undecided again.
@Suite("Marks for publication") struct PublicationMarkTests {
    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        try take(desk, "2026-06-30", "Rotas have gaps")
        return desk
    }

    private func take(_ desk: TestDesk, _ day: String, _ description: String) throws {
        let text = "Risk ID,Title,Description,Current rating\n7,Staffing,\(description),16\n"
        let file = try desk.bench.write("\(day).csv", text)
        _ = try desk.ask(
            ImportRequest([file], asAt: Day(day), rules: Workbench.path("Rules/hct")))
    }

    private func mark(_ mark: String, _ field: String?, exemption: String? = nil) -> RuleRequest {
        var terms = RulingTerms()
        terms.field = field
        terms.exemption = exemption
        return RuleRequest(
            id: "7", verb: .mark, register: mark, by: "S Grey", role: "Chair",
            meeting: "Trust Board", date: Day(number: 20_634), why: "read", terms: terms)
    }

    private func shown(_ desk: TestDesk) throws -> [String] {
        try desk.ask(ShowRequest("7")).risk.marks.map {
            "\($0.field) \($0.mark)\($0.exemption.map { " " + $0 } ?? "") \($0.holds)"
        }
    }

    @Test("Another text is undecided again, and the same text once more is decided")
    func texts() throws {
        let desk = try desk()
        #expect(try shown(desk).isEmpty)
        _ = try desk.ask(mark("private", "description", exemption: "FOIA s38"))
        _ = try desk.ask(mark("public", "title"))
        #expect(
            try shown(desk) == ["title public true", "description private FOIA s38 true"])
        try take(desk, "2026-07-31", "Rotas have other gaps")
        #expect(
            try shown(desk) == ["title public true", "description private FOIA s38 false"])
        try take(desk, "2026-08-05", "Rotas have gaps")
        #expect(try shown(desk).last == "description private FOIA s38 true")
    }

    @Test("A later mark of the whole risk is of each field, as the texts are together")
    func whole() throws {
        let desk = try desk()
        _ = try desk.ask(mark("public", "title"))
        _ = try desk.ask(mark("part", nil))
        #expect(try shown(desk).count == RulingTerms.fields.count)
        #expect(try shown(desk).first == "title part true")
        try take(desk, "2026-07-31", "Rotas have other gaps")
        #expect(try shown(desk).first == "title part false")
    }

    @Test("What is public is withheld under nothing")
    func exemption() throws {
        let failure = try desk().failure(of: mark("public", "title", exemption: "FOIA s38"))
        #expect(failure.meaning == .usage)
    }
}
