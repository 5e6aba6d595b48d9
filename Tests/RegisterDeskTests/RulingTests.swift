import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// Rulings are decided inside the write that stores them.
@Suite("Rulings") struct RulingTests {
    private func fallen() throws -> TestDesk {
        try TestDesk(story: "a", "framework.xml", "2026-05-31.xml", "2026-06-30.xml")
    }

    @Test("Of two rulings at once on one proposal exactly one stands, fifty times")
    func pairs() async throws {
        // Each pair has a risk of its own, whose score fell; each ruling comes from a desk of its own.
        let bench = try Workbench()
        func export(_ day: String, _ score: Int) throws -> String {
            let risks = (1...50).map { id in
                "<Risk><recordid>\(id)</recordid><ram_name>Risk \(id)</ram_name>"
                    + "<rep_approved>Final approval</rep_approved><ram_cur_likeli>\(score)</ram_cur_likeli>"
                    + "<ram_cur_conseq>4</ram_cur_conseq></Risk>"
            }
            return try bench.write(
                "\(day).xml",
                "<Risks extractDate=\"\(day)\" organisation=\"NBC\">\(risks.joined())</Risks>")
        }
        let path = bench.path("register.sqlite")
        let now = Now(instant: "2026-08-06T07:06:40Z", day: Day(number: 20_671))
        for file in [try export("2026-05-31", 4), try export("2026-06-30", 3)] {
            _ = try Desk(register: path, software: "test").answer(
                ImportRequest([file], rules: Workbench.path("Rules/hct")), for: .commandLine,
                now: now)
        }
        let seen = try Desk(register: path, software: "test").answer(
            RisksRequest(onlyWaiting: true), for: .commandLine, now: now)
        try #require(seen.risks.count == 50)

        let outcomes = try await withThrowingTaskGroup(
            of: (id: Int, failure: DeskFailure?).self
        ) { group in
            for verb in [Ruling.Verb.agree, .refuse] {
                let desk = Desk(register: path, software: "test")
                for id in 1...50 {
                    let request = try ruling(
                        String(id), verb, by: verb.rawValue, seen: seen.basis.knownAt)
                    group.addTask {
                        do throws(DeskFailure) {
                            _ = try desk.answer(request, for: .commandLine, now: now)
                            return (id, nil)
                        } catch {
                            return (id, error)
                        }
                    }
                }
            }
            var outcomes: [(id: Int, failure: DeskFailure?)] = []
            for try await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
        for id in 1...50 {
            let pair = outcomes.filter { $0.id == id }
            #expect(pair.count == 2)
            #expect(pair.count { $0.failure == nil } == 1, "\(pair)")
            let refused = pair.compactMap(\.failure).first
            #expect(refused?.meaning == .stale, "\(String(describing: refused))")
            #expect(refused?.message.contains("it was ruled meanwhile") == true)
        }
        let report = try Desk(register: path, software: "test").answer(
            VerifyRequest(), for: .commandLine, now: now)
        #expect(report.isSound)
        #expect(report.entries == 3 + 50)
    }

    @Test("A proposal that was answered meanwhile is stale: what happened, by whom, as which entry")
    func answered() throws {
        let desk = try fallen()
        let seen = try desk.ask(RisksRequest()).basis.knownAt
        let first = try desk.ask(ruling(by: "P Jones"))
        #expect(first.before == ["BAF", "HLRR"])
        #expect(first.after == ["BAF"])
        let entries = try desk.entries()
        let failure = try desk.failure(of: ruling("2101", .refuse, seen: seen))
        #expect(failure.meaning == .stale)
        #expect(failure.message.contains("agree, by P Jones (Chair) at Executive Team"))
        #expect(failure.message.contains("entry \(first.ruling.sequence)"))
        // Whoever has seen that it was ruled is told that nothing waits.
        let again = try desk.failure(of: ruling("2101", .refuse))
        #expect(again.meaning == .refused)
        #expect(again.message.contains("nothing waits for a ruling on HLRR for 2101"))
        #expect(again.message.contains("P Jones"))
        #expect(try desk.entries() == entries)
    }

    @Test("Other entries since then do not matter")
    func others() throws {
        let desk = try fallen()
        let seen = try desk.ask(RisksRequest()).basis.knownAt
        _ = try desk.ask(ruling("2102", .hold, "HLRR"))
        let answer = try desk.ask(ruling(seen: seen))
        #expect(answer.ruling.sawSequence == seen)
    }

    @Test("Another score than was seen is stale")
    func rescored() throws {
        let desk = try TestDesk(story: "a", "framework.xml", "2026-05-31.xml")
        let seen = try desk.ask(RisksRequest()).basis.knownAt
        try desk.take("a", "2026-06-30.xml")
        let failure = try desk.failure(of: ruling("2101", .hold, seen: seen))
        #expect(failure.meaning == .stale)
        #expect(failure.message.contains("its score was 16 and is 12"))
    }

    @Test("A ruling dated before the one that answered the proposal is refused")
    func dated() throws {
        let desk = try fallen()
        _ = try desk.ask(ruling(by: "P Jones", on: "2026-07-12"))
        let failure = try desk.failure(of: ruling("2101", .refuse, on: "2026-07-01"))
        #expect(failure.meaning == .refused)
        #expect(failure.message.contains("has been ruled on already"))
        #expect(failure.message.contains("P Jones"))
    }

    @Test(
        "What no ruling can be is refused, and nothing is stored",
        arguments: [
            ("2101", Ruling.Verb.agree, "CRR", "2026-06-30", nil, DeskFailure.Meaning.refused),
            ("2101", .acceptFinding, "ZZ99", "2026-06-30", "2026-09-30", .refused),
            ("2101", .acceptFinding, "SC01", "2026-06-30", "2026-09-30", .refused),
            ("2101", .acceptFinding, "RT07", "2026-06-30", nil, .usage),
            ("2101", .agree, "HLRR", "2026-08-07", nil, .refused),
            ("2101", .hold, "HLRR", "2026-06-30", "2026-06-29", .refused),
            ("9999", .hold, "HLRR", "2026-06-30", nil, .missing),
            ("SBC:2101", .hold, "HLRR", "2026-06-30", nil, .missing),
            ("2101", .mark, "secret", "2026-06-30", nil, .usage),
            ("2101", .release, "HLRR", "2026-06-30", nil, .refused),
        ] as [(String, Ruling.Verb, String, String, String?, DeskFailure.Meaning)])
    func impossible(
        _ id: String, _ verb: Ruling.Verb, _ register: String, _ date: String, _ until: String?,
        _ meaning: DeskFailure.Meaning
    ) throws {
        let desk = try fallen()
        let entries = try desk.entries()
        let failure = try desk.failure(of: ruling(id, verb, register, on: date, until: until))
        #expect(failure.meaning == meaning, "\(failure.message)")
        #expect(try desk.entries() == entries)
        let unknown = try desk.failure(of: ruling(organisation: "XYZ"))
        #expect(unknown.meaning == .missing)
    }

    @Test(
        "Whoever asks of a day before a ruling is told that it exists, unless it was not known then"
    )
    func later() throws {
        let desk = try fallen()
        let before = try desk.ask(RisksRequest()).basis.knownAt
        let entry = try desk.ask(ruling(on: "2026-07-12")).ruling.sequence
        for knownAt in [nil, String(before)] {
            let moment = Moment(knownAt: knownAt)
            let wanted = knownAt == nil ? [entry] : []
            #expect(
                try desk.ask(ShowRequest("2101", moment)).laterRulings.map(\.sequence) == wanted)
            #expect(
                try desk.ask(ExplainRequest("2101", moment)).laterRulings.map(\.sequence) == wanted)
        }
        let after = try desk.ask(ExplainRequest("2101", Moment(asAt: Day("2026-07-12"))))
        #expect(after.risk.rulings.map(\.by) == ["A Chair"])
        #expect(after.laterRulings.isEmpty)
    }
}
