import RiskRegister
import Testing

@testable import RegisterStore

/// Records without an id are known by title and description, and by a guess where these are shared.
@Suite("Records without an id") struct NamelessTests {
    private let may = day(2026, 5, 31)
    private let june = day(2026, 6, 30)
    private let july = day(2026, 7, 31)

    private func nameless(_ register: TestRegister, _ day: Day? = nil) throws -> [RiskState] {
        try register.view(day).risks.filter { $0.key.id.hasPrefix("?") }
    }

    @Test("One keeps its identity when its directorate, owner or score changes, and not its title")
    func followed() throws {
        let register = try TestRegister()
        try register.take(TestExtract(may, ["- L4 C4 #Falls +Wards @Adults ~Smith", "2 L1 C1"]))
        let first = try #require(try nameless(register).first)
        #expect(first.key.id.count == 13)
        let changed = try register.take(
            TestExtract(june, ["2 L1 C1", "- L3 C4 #falls +wards @Community ~Jones"]))
        #expect(changed.extract.changed == 1 && changed.extract.unchanged == 1)
        #expect(changed.vanished == [])
        let second = try #require(try nameless(register).first)
        #expect(second.key == first.key && second.movement == .down)
        #expect(second.standing.proposals.map(\.kind).contains(.deescalate))
        let renamed = try register.take(
            TestExtract(july, ["2 L1 C1", "- L3 C4 #Slips +Wards @Community ~Jones"]),
            acceptShrink: true)
        #expect(renamed.vanished == [first.key] && renamed.extract.new == 1)
        #expect(try register.store.verify().problems == [])
    }

    @Test("In whatever order the months come, and whatever came between, it is the same risk")
    func anyOrder() throws {
        let months = [
            TestExtract(may, ["- L4 C4 #Falls @Adults"]),
            TestExtract(june, ["- L5 C4 #Falls @Adults"]),
            TestExtract(july, ["- L5 C4 #Falls @Community"]),
        ]
        let orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0], [2, 0, 1]]
        let answers = try orders.map { order in
            let register = try TestRegister()
            for place in order { try register.take(months[place]) }
            #expect(try register.store.verify().problems == [])
            return dump(try register.view(july))
        }
        #expect(Set(answers).count == 1)
    }

    @Test(
        "Records that share title and description are risks of their own; which is which is a guess"
    )
    func twins() throws {
        let register = try TestRegister()
        let both = ["- L4 C4 #Staffing @Adults", "- L4 C5 #Staffing @Community"]
        let first = try register.take(TestExtract(may, both))
        let ids = try nameless(register).map(\.key.id)
        #expect(ids.count == 2 && first.guessed.map(\.id) == [ids[1]])
        #expect(ids[1] == ids[0] + "-2")
        #expect(first.extract.balance.rejected == 0)
        // In the other order, and one with another score: each is still the one of its directorate.
        let second = try register.take(
            TestExtract(june, ["- L3 C5 #Staffing @Community", "- L4 C4 #Staffing @Adults"]))
        #expect(second.extract.unchanged == 1 && second.extract.changed == 1)
        let states = try nameless(register)
        #expect(states.map(\.record.directorate) == ["Adults", "Community"])
        #expect(states.map(\.score) == [16, 15])
        let view = try register.view(june)
        let told = Checks.run(on: view).findings.filter { $0.code == "RD12" }
        #expect(told.map(\.subject) == [.risk(states[1].key)])
        #expect(try register.store.verify().problems == [])
    }

    @Test("The very same record twice is one risk, as with an id")
    func repeated() throws {
        let register = try TestRegister()
        let line = "- L4 C4 #Staffing @Adults"
        let result = try register.take(TestExtract(may, [line, line]))
        #expect(result.rejected.count == 1 && result.guessed == [])
        #expect(try nameless(register).count == 1)
        #expect(try register.store.verify().problems == [])
    }

    @Test("A ruling under the key that its record had before stays with the risk")
    func earlierKey() throws {
        let register = try TestRegister()
        let line = "- L4 C4 SO5 #Staffing @Adults"
        try register.take(TestExtract(may, [line]))
        let key = try #require(try nameless(register).first?.key)
        let old = RiskKey(
            organisation: key.organisation, id: RecordDigest.key(of: raw(line).fields))
        #expect(old != key)
        // As software did that knew it by all its content.
        let ruling = Ruling(
            subject: old, verb: .refuse, register: "BAF", by: "Jo Chair", role: "Chair",
            meeting: "Board", date: may, why: "operational", until: nil, scoreSeen: 16,
            sawSequence: 1, recordedAt: register.now())
        _ = try register.store.write { db in try Chain.appendRuling(db, ruling) }
        try register.store.rebuild()
        #expect(try #require(try nameless(register).first).isOn("BAF") == false)
        try register.take(TestExtract(june, ["- L4 C5 SO5 #Staffing @Adults", "2 L1 C1"]))
        #expect(try #require(try nameless(register).first).score == 20)
        #expect(try register.store.verify().problems == [])
    }
}
