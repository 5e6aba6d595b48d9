import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// Who may ask what, and of which risks.
@Suite("Access") struct AccessTests {
    private func desk() throws -> TestDesk {
        let desk = try TestDesk(story: "b", "framework.xml")
        try desk.take(
            "b", "2026-06-30.xml", changing: [("irectorate>Adults<", "irectorate>Children<")])
        return desk
    }

    private func somebody(_ role: DeskRole, _ scope: AskerScope = .everything) -> Asker {
        Asker(name: "S Person", account: "sperson", powers: .roles([role]), scope: scope)
    }

    @Test("What the asker may not do is forbidden, naming the capability and who has it")
    func forbidden() throws {
        let desk = try desk()
        let entries = try desk.entries()
        let request = try ruling("3301", .hold, "HLRR")
        for role in [DeskRole.reader, .contributor, .auditor, .administrator] {
            let failure = try desk.failure(of: request, as: somebody(role))
            #expect(failure.meaning == .forbidden)
            #expect(failure.message.contains("may not rule: that is for executive, chair"))
        }
        #expect(
            try desk.failure(
                of: ImportRequest(["x.xml"], rules: Workbench.path("Rules/hct")),
                as: somebody(.chair)
            ).meaning == .forbidden)
        #expect(
            try desk.failure(of: RisksRequest(), as: somebody(.administrator)).meaning
                == .forbidden)
        #expect(try desk.entries() == entries)
        #expect(try desk.ask(request, as: somebody(.executive)).ruling.by == "A Chair")
    }

    @Test("An opening position is of the whole register: a reader and a scope do not decide it")
    func opening() throws {
        let desk = try desk()
        let request = RuleOpeningRequest(
            by: "S Grey", role: "Chair", meeting: "Trust Board",
            date: try #require(Day("2026-06-30")), why: "as found")
        let entries = try desk.entries()
        for asker in [
            somebody(.reader), somebody(.chair, AskerScope(directorates: ["Children"])),
        ] {
            #expect(try desk.failure(of: request, as: asker).meaning == .forbidden)
        }
        #expect(try desk.entries() == entries)
        #expect(try desk.ask(request, as: somebody(.chair)).recorded.map(\.register) == ["BAF"])
    }

    @Test("A scope leaves nothing of what lies outside: no risk, count, finding, change or paper")
    func scoped() throws {
        let desk = try desk()
        let all = try desk.ask(RisksRequest(level: .all)).risks
        let directorates = Dictionary(grouping: all) { $0.directorate ?? "" }
        let inside = try #require(directorates.keys.filter { !$0.isEmpty }.sorted().first)
        let known = Set((directorates[inside] ?? []).map(\.id))
        let outside = try #require(all.first { !known.contains($0.id) && $0.level == .operational })
        let asker = somebody(.reader, AskerScope(directorates: [inside.uppercased()]))

        let risks = try desk.ask(RisksRequest(), as: asker)
        #expect(Set(risks.risks.map(\.id)) == known)
        #expect(risks.otherLevelCount == 0)
        #expect(try desk.failure(of: ShowRequest(outside.id), as: asker).meaning == .missing)
        #expect(try desk.failure(of: ExplainRequest(outside.id), as: asker).meaning == .missing)
        let findings = try desk.ask(FindingsRequest(), as: asker).findings
        #expect(findings.allSatisfy { $0.risk.map(known.contains) ?? true })
        #expect(
            findings.count < (try desk.ask(FindingsRequest()).findings.count))
        #expect(
            try desk.ask(ChangesRequest(), as: asker).changes.allSatisfy { known.contains($0.id) })
        let paper = PaperRequest(.hlrr, formats: ["json"])
        #expect(try desk.failure(of: paper, as: asker).meaning == .forbidden)
        #expect(try desk.failure(of: ImportsRequest(), as: asker).meaning == .forbidden)
        #expect(try desk.ask(paper, as: somebody(.reader)).files.count == 1)
    }

    @Test("Another organisation than the asker's is as unknown as one that does not exist")
    func organisations() throws {
        let desk = try desk()
        try desk.take("b", "2026-06-30.xml", as: "SBC")
        let asker = somebody(.reader, AskerScope(organisations: ["NBC"]))
        #expect(try desk.ask(RisksRequest(), as: asker).basis.places.map(\.organisation) == ["NBC"])
        #expect(try desk.failure(of: ShowRequest("SBC:3301"), as: asker).meaning == .missing)
        #expect(
            try desk.failure(
                of: RisksRequest(Moment(organisations: ["SBC"])), as: asker
            ).meaning == .missing)
        #expect(
            try desk.ask(ImportsRequest(), as: asker).imports.allSatisfy {
                $0.organisation == "NBC"
            })
    }

    @Test("A second question of the same moment reads only the register's head")
    func cached() throws {
        let desk = try desk()
        let first = try desk.ask(RisksRequest(register: "HLRR"))
        // Each question reads the risks that it is about, once.
        _ = try desk.ask(FindingsRequest())
        _ = try desk.ask(ExplainRequest("3301"))
        let made = desk.desk.viewCounts.made
        for _ in 1...3 {
            #expect(try desk.ask(RisksRequest(register: "HLRR")) == first)
            _ = try desk.ask(FindingsRequest())
            _ = try desk.ask(ExplainRequest("3301"))
        }
        #expect(desk.desk.viewCounts.made == made)
        // Another question of the same risks has their view at hand.
        _ = try desk.ask(RisksRequest(level: .principal, register: "HLRR"))
        #expect(desk.desk.viewCounts.made == made)
        #expect(desk.desk.viewCounts.reused > 0)
        // Whoever may know less is not given what somebody else was told.
        let narrow = somebody(.reader, AskerScope(directorates: ["Nowhere"]))
        #expect(try desk.ask(RisksRequest(register: "HLRR"), as: narrow).risks.isEmpty)
        // Another process's entry is seen at once.
        let other = Desk(register: desk.desk.path, software: "other")
        _ = try other.answer(ruling("3301", .hold, "HLRR"), for: .commandLine, now: desk.now)
        let next = try desk.ask(RisksRequest(register: "HLRR"))
        #expect(next.basis.knownAt == first.basis.knownAt + 1)
        #expect(next != first)
    }
}
