import Foundation
import RegisterDesk
import RiskRegister
import TestSupport
import Testing

/// What a person has a right to be rid of leaves every version, and the chain still proves the rest.
@Suite("Erasing personal data") struct EraseTests {
    private static let secret = "Mrs Ada Quillfeather of Ward 7"

    private func csv(_ day: String, score: Int, description: String = secret) -> String {
        """
        Extract date:,\(day)
        Risk ID,Title,Description,ram_notes,Current rating
        4107,A,\(description),see Ada,\(score)
        4108,B,Nothing,,\(score)
        """
    }

    private func desk() throws -> TestDesk {
        let desk = try TestDesk()
        for (day, score) in [("2026-05-31", 16), ("2026-06-30", 20)] {
            try take(desk, csv(day, score: score), "\(day).csv")
        }
        let actions = "Extract date:,2026-06-30\nAction ID,Risk ID,Action\nA1,4107,Ask Ada\n"
        try take(desk, actions, "actions.csv")
        return desk
    }

    @discardableResult
    private func take(_ desk: TestDesk, _ text: String, _ name: String) throws -> ImportAnswer {
        try desk.ask(
            ImportRequest([try desk.bench.write(name, text)], rules: Workbench.path("Rules/hct")))
    }

    private func erase(_ id: String, _ field: String, why: String = "asked to") -> EraseRequest {
        EraseRequest(id, field: field, why: why, by: "A Lee", role: "Risk lead")
    }

    private func holds(_ desk: TestDesk, _ text: String) -> Bool {
        ["register.sqlite", "register.sqlite-wal"].contains { name in
            let file = URL(fileURLWithPath: desk.bench.path(name))
            return (try? Data(contentsOf: file))?.range(of: Data(text.utf8)) != nil
        }
    }

    @Test("The text is gone from every day and from the file; answers, digests and the chain stay")
    func gone() throws {
        let desk = try desk()
        let before = try desk.ask(RisksRequest()).risks
        #expect(holds(desk, Self.secret))
        let answer = try desk.ask(erase("4107", "description"))
        #expect(answer.versions == 2)
        #expect(!holds(desk, Self.secret))
        for day in ["2026-05-31", "2026-06-30"] {
            let known = Moment(asAt: Day(day), knownAt: "3")
            #expect(try desk.ask(ShowRequest("4107", known)).risk.description == "[erased]")
        }
        let after = try desk.ask(RisksRequest()).risks
        #expect(after.map(\.score) == before.map(\.score))
        #expect(after.first?.findings.contains("TX05") == false)
        let verified = try desk.ask(VerifyRequest())
        #expect(verified.isSound)
        #expect(verified.erased == [answer])
    }

    @Test("The same bytes again change nothing, and another version brings back what stands in it")
    func again() throws {
        let desk = try desk()
        _ = try desk.ask(erase("4107", "Description"))
        let same = try take(desk, csv("2026-06-30", score: 20), "2026-06-30.csv")
        #expect(same.disposition == .alreadyThere)
        let unchanged = try take(desk, csv("2026-07-31", score: 20), "2026-07-31.csv")
        #expect(unchanged.extract.unchanged == 2)
        #expect(try desk.ask(ShowRequest("4107")).risk.description == "[erased]")
        try take(desk, csv("2026-08-05", score: 25), "2026-08-05.csv")
        #expect(try desk.ask(ShowRequest("4107")).risk.description == Self.secret)
        #expect(try desk.ask(erase("4107", "description")).versions == 1)
        #expect(try desk.ask(VerifyRequest()).isSound)
    }

    @Test("A name of the export, and an action's text")
    func others() throws {
        let desk = try desk()
        #expect(try desk.ask(erase("4107", "RAM notes")).versions == 2)
        #expect(!holds(desk, "see Ada"))
        #expect(try desk.ask(erase("A1", "action")).versions == 1)
        #expect(!holds(desk, "Ask Ada"))
        #expect(try desk.ask(VerifyRequest()).isSound)
    }

    @Test(
        "What answers follow from is not erased; nothing is recorded of what is refused",
        arguments: [
            ("4107", "current score", "x", DeskFailure.Meaning.refused),
            ("4107", "Risk ID", "x", .refused), ("4107", "nonsense", "x", .missing),
            ("4108", "ram_notes", "x", .refused), ("9999", "title", "x", .missing),
            ("4107", "description", " ", .usage),
        ])
    func refused(_ id: String, _ field: String, _ why: String, _ meaning: DeskFailure.Meaning)
        throws
    {
        let desk = try desk()
        let entries = try desk.entries()
        #expect(try desk.failure(of: erase(id, field, why: why)).meaning == meaning)
        #expect(try desk.entries() == entries)
    }
}
