import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// Every question that a paper asks has a verb.
@Suite("Verbs of rulings") struct RulingVerbTests {
    /// Story A with a principal risk, PR1, and PR2 besides.
    private func desk(_ months: String...) throws -> TestDesk {
        let desk = try TestDesk()
        let lines = ["PR1", "PR2"].map {
            """
            <PrincipalRisk id="\($0)" objectives="SO5"><Title>Principal risk \($0)</Title>\
            <Current likelihood="4" consequence="4" score="16"/></PrincipalRisk>
            """
        }.joined()
        try desk.take(
            "a", "framework.xml",
            changing: [
                (
                    "</AssuranceFramework>",
                    "<PrincipalRisks>\(lines)</PrincipalRisks></AssuranceFramework>"
                )
            ])
        for month in months { try desk.take("a", month) }
        return desk
    }

    private func request(
        _ id: String, _ verb: Ruling.Verb, _ register: String = "", on date: String = "2026-06-30",
        until: String? = nil, _ edit: (inout RulingTerms) -> Void = { _ in }
    ) throws -> RuleRequest {
        var request = try ruling(id, verb, register, on: date, until: until)
        edit(&request.terms)
        return request
    }

    private func risk(_ desk: TestDesk, _ id: String, on day: String? = nil) throws -> RiskLine {
        let moment = Moment(asAt: day.flatMap { Day($0) })
        return try #require(desk.ask(RisksRequest(moment)).risks.first { $0.id == id })
    }

    private func shown(_ desk: TestDesk, _ id: String) throws -> [String] {
        let moment = Moment(asAt: Day("2026-08-01"))
        let explained = try desk.ask(ExplainRequest(id, moment)).risk.rulings.map(\.deed)
        #expect(try desk.ask(ShowRequest(id, moment)).risk.rulings.map(\.deed) == explained)
        return explained
    }

    @Test("not-strategic silences the question until the score changes or the answer expires")
    func notStrategic() throws {
        let desk = try desk("2026-05-31.xml", "2026-06-30.xml")
        #expect(try risk(desk, "2102").proposals.map(\.kind) == [.question])
        _ = try desk.ask(request("2102", .notStrategic, until: "2026-07-15"))
        let answered = try risk(desk, "2102")
        #expect(answered.proposals.isEmpty)
        #expect(answered.registers == ["HLRR"])
        #expect(try desk.ask(ExplainRequest("2102")).risk.rulings.map(\.verb) == [.notStrategic])
        #expect(try desk.ask(ExplainRequest("2102")).risk.rulings.map(\.body) == ["Executive Team"])
        #expect(try risk(desk, "2102", on: "2026-07-15").proposals.isEmpty)
        #expect(try risk(desk, "2102", on: "2026-07-16").proposals.map(\.kind) == [.question])
        let findings = try desk.ask(FindingsRequest(Moment(asAt: Day("2026-07-16")))).findings
        #expect(findings.contains { $0.code == "RL01" && $0.risk == "2102" })
        // Where nothing is asked there is nothing to answer.
        let failure = try desk.failure(of: request("2101", .notStrategic))
        #expect(failure.meaning == .refused)
        #expect(failure.message.contains("nothing waits for a ruling on BAF for 2101"))
    }

    @Test("place prints an operational risk of the BAF under its principal risk, and nowhere else")
    func place() throws {
        let desk = try desk("2026-05-31.xml")
        func under(on day: String = "2026-05-31") throws -> String? {
            let moment = Moment(asAt: Day(day))
            let paper = try desk.ask(PaperRequest(.baf, moment, formats: ["json"]))
            let bytes = try #require(paper.files.first).bytes
            let json = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            let table = (json?["tables"] as? [String: Any])?["operational"] as? [String: Any]
            let row = (table?["rows"] as? [[String: Any]])?.first { $0["id"] as? String == "2101" }
            return row?["under"] as? String
        }
        #expect(try under() == "awaiting placement")
        _ = try desk.ask(request("2101", .place, on: "2026-05-31") { $0.under = "pr1" })
        #expect(try under() == "PR1")
        _ = try desk.ask(request("2101", .place, on: "2026-06-01") { $0.under = "PR2" })
        #expect(try under() == "PR1")
        #expect(try under(on: "2026-06-01") == "PR2")
        #expect(try risk(desk, "2101").registers == ["BAF", "HLRR"])
        let later = Moment(asAt: Day("2026-06-01"))
        #expect(
            try desk.ask(ShowRequest("2101", later)).risk.rulings.map(\.deed)
                == ["place BAF, under PR1", "place BAF, under PR2"])
        // Where it was placed last is what stands.
        #expect(
            try desk.ask(ExplainRequest("2101", later)).risk.rulings.map(\.deed)
                == ["place BAF, under PR2"])

        for (id, under, meaning) in [
            ("2101", "PR9", DeskFailure.Meaning.missing), ("2102", "PR1", .refused),
            ("PR1", "PR2", .refused),
        ] {
            let failure = try desk.failure(
                of: request(id, .place, on: "2026-05-31") { $0.under = under })
            #expect(failure.meaning == meaning, "\(failure.message)")
        }
        #expect(
            try desk.failure(of: request("2101", .place, on: "2026-05-31")).meaning == .usage)
        #expect(
            try desk.failure(
                of: request("2101", .place, "HLRR", on: "2026-05-31") { $0.under = "PR1" }
            ).meaning == .refused)
    }

    @Test("accept-risk tolerates the risk at its score until a day, and then says so")
    func acceptRisk() throws {
        let desk = try desk("2026-05-31.xml", "2026-06-30.xml")
        let before = try risk(desk, "2101")
        _ = try desk.ask(request("2101", .acceptRisk, until: "2026-07-31"))
        #expect(try risk(desk, "2101") == before)
        #expect(
            try desk.ask(ExplainRequest("2101")).risk.rulings.map(\.deed) == ["accept-risk at 12"])
        let later = Moment(asAt: Day("2026-08-01"))
        #expect(try desk.ask(ExplainRequest("2101", later)).risk.rulings.isEmpty)
        let findings = try desk.ask(FindingsRequest(later)).findings
        #expect(
            findings.contains {
                $0.code == "RL01" && $0.message.contains("tolerated at 12 until 31 July 2026")
            })
        #expect(try desk.failure(of: request("2101", .acceptRisk)).meaning == .usage)
        // A score that changed is no longer the one that was tolerated.
        try desk.take("a", "2026-07-31.xml")
        #expect(try desk.ask(ExplainRequest("2101")).risk.rulings.isEmpty)
    }

    @Test("ask-action, note and mark change no membership, and are shown and explained")
    func quiet() throws {
        let desk = try desk("2026-05-31.xml", "2026-06-30.xml")
        let before = try risk(desk, "2101")
        _ = try desk.ask(
            request("2101", .askAction) {
                $0.owner = "Chief Nurse"
                $0.due = Day("2026-08-31")
            })
        _ = try desk.ask(request("2101", .note))
        _ = try desk.ask(request("2101", .mark, "part"))
        _ = try desk.ask(request("2101", .mark, "private") { $0.field = "description" })
        #expect(try risk(desk, "2101") == before)
        #expect(
            try shown(desk, "2101") == [
                "ask-action Chief Nurse, due 31 August 2026", "note", "mark part",
                "mark private, description",
            ])
        #expect(try desk.ask(VerifyRequest()).isSound)
        let committee = try desk.ask(PaperRequest(.auditCommittee, formats: ["json"]))
        let text = String(decoding: try #require(committee.files.first).bytes, as: UTF8.self)
        #expect(text.contains("Chief Nurse, due 31 August 2026"))
    }

    @Test("What a verb does not take, or lacks, is usage; a due day of before is refused data")
    func words() throws {
        let desk = try desk("2026-05-31.xml", "2026-06-30.xml")
        let entries = try desk.entries()
        let usage = [
            try request("2101", .agree, "HLRR") { $0.under = "PR1" },
            try request("2101", .note) { $0.owner = "Chief Nurse" },
            try request("2101", .hold, "HLRR") { $0.field = "title" },
            try request("2101", .askAction) { $0.owner = "Chief Nurse" },
            try request("2101", .mark, "secret"),
            try request("2101", .mark, "private") { $0.field = "shoe size" },
            try request("2101", .ratify), try request("2101", .agree),
        ]
        for request in usage {
            #expect(try desk.failure(of: request).meaning == .usage, "\(request.verb)")
        }
        let late = try desk.failure(
            of: request("2101", .askAction) {
                $0.owner = "Chief Nurse"
                $0.due = Day("2026-06-29")
            })
        #expect(late.meaning == .refused)
        #expect(try desk.failure(of: request("2101", .note, "CRR")).meaning == .refused)
        #expect(try desk.entries() == entries)
    }
}
