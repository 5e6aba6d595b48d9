import RegisterStore
import RiskRegister
import Testing

private let may = day(2026, 5, 31)
private let june = day(2026, 6, 30)
private let july = day(2026, 7, 31)

@Suite("History") struct HistoryTests {
    /// Three months with a rise, a fall, a closure, a vanishing, a return, a changed framework.
    static let months = [
        TestExtract(
            may, ["1 L4 C4 SO2", "2 L3 C3", "3 L5 C5", "4 L4 C4", "5 L2 C2", "7 L4 C5"],
            framework: "objective SO2 strategic\nrisk PR1 12 held SO2\nrisk PR2 9 theme own=4",
            actions: [RawRecord(fields: [RawField(name: "id", text: "A1")])]),
        TestExtract(
            june, ["1 L3 C4 SO2", "2 L3 C3", "4 L4 C5", "5 L2 C2 closed", "6 L5 C3", "7 L4 C5"]),
        TestExtract(
            july, ["1 L4 C4 SO2", "2 L5 C3", "3 L5 C5", "4 L1 C2", "6 L5 C3"],
            framework: "objective SO2 strategic 2017-01-01 2026-07-15\nrisk PR2 9 theme own=4",
            actions: [
                RawRecord(fields: [
                    RawField(name: "id", text: "A1"), RawField(name: "risk", text: "3"),
                ])
            ]),
    ]

    static let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    static let days = [may, day(2026, 6, 15), june, day(2026, 7, 16), july, day(2026, 12, 1)]

    @Test(
        "What a released hold silenced is asked on the next event, whatever is known of later days")
    func releasedBeforeLater() throws {
        let register = try TestRegister()
        try register.take(
            TestExtract(
                day(2026, 5, 27), ["2 L3 C5"],
                framework: "objective SO3 strategic 2025-04-01 2027-03-31"))
        try register.rule(.agree, "2", on: "BAF", day(2026, 5, 27))
        try register.rule(.release, "2", on: "BAF", day(2026, 5, 31))
        try register.rule(.release, "2", on: "BAF", day(2026, 5, 27))
        try register.take(TestExtract(day(2026, 5, 28), ["2 L3 C5"]))
        let standing = try register.view(day(2026, 5, 28)).state("2").standing
        #expect(standing.proposals.map(\.kind) == [.question])
        #expect(try register.store.verify().problems.map(\.description) == [])
    }

    @Test("What a framework says of days before its own is no event of those days")
    func laterFramework() throws {
        let register = try TestRegister()
        try register.take(TestExtract(day(2026, 6, 11), ["1 L4 C5 SO9"]))
        try register.rule(.refuse, "1", on: "BAF", day(2026, 6, 11))
        try register.rule(.hold, "1", on: "BAF", day(2026, 6, 11))
        let known = KnownAt.sequence(try register.store.head())
        let asked = { try register.view(day(2026, 6, 17), knownAt: known).state("1").standing }
        let before = try asked()
        #expect(before.proposals == [])
        try register.take(
            TestExtract(
                day(2026, 6, 20), ["1 L4 C5 SO9"],
                framework: "objective SO3 strategic 2025-04-01 2026-06-16"))
        #expect(try asked() == before)
    }

    @Test("Three extracts give the same answers in whatever order they come", arguments: orders)
    func order(_ order: [Int]) throws {
        let expected = try TestRegister()
        for month in HistoryTests.months { try expected.take(month) }
        let register = try TestRegister()
        for index in order { try register.take(HistoryTests.months[index]) }
        for day in HistoryTests.days {
            let answer = Result { dump(try register.view(day)) }
            let wanted = Result { dump(try expected.view(day)) }
            #expect(try answer.get() == wanted.get(), "\(order) on \(day)")
        }
        #expect(try register.store.verify().problems == [])
    }

    @Test("What was known then is told the same before and after a late extract")
    func knownAt() throws {
        let register = try TestRegister()
        let months = HistoryTests.months
        try register.take(months[0])
        try register.take(months[2])
        try register.rule(.agree, "7", on: "HLRR", july)
        let sequence = try register.view().knownAt
        let time = try register.view().knownAtTime
        let before = try HistoryTests.days.map { dump(try register.view($0)) }
        try register.take(months[1])
        _ = try register.store.adopt(
            testSource(version: "2", threshold: 8, from: june), recordedAt: register.now())
        for (day, wanted) in zip(HistoryTests.days, before) {
            #expect(dump(try register.view(day, knownAt: .sequence(sequence))) == wanted)
            #expect(dump(try register.view(day, knownAt: .time(time))) == wanted)
        }
        #expect(dump(try register.view(june)) != before[2])
        #expect(throws: StoreError.noEntry("99")) {
            try register.view(june, knownAt: .sequence(99))
        }
    }

    @Test("A second extract of the same day, source and scope replaces the first")
    func supersession() throws {
        let register = try TestRegister()
        try register.take(TestExtract(may, ["1 L4 C4", "2 L3 C3"]))
        let first = try register.take(TestExtract(june, ["1 L4 C4", "2 L3 C4", "3 L5 C5"]))
        let second = try register.take(TestExtract(june, ["1 L5 C4", "2 L3 C4"]))
        #expect(second.extract.supersedes == first.extract.sequence)
        #expect(second.extract.changed == 1)
        #expect(second.vanished.map(\.id) == ["3"])
        #expect(first.replaced.isEmpty)
        #expect(second.replaced.map(\.id) == ["1"])
        let view = try register.view()
        #expect(view.risks.map(\.key.id) == ["1", "2"])
        #expect(try view.state("1").score == 20)
        #expect(view.extracts.map(\.sequence) == [2, 4])
        #expect(try register.store.imports().map(\.supersededBy) == [nil, 4, nil])
        #expect(try register.view(june, knownAt: .sequence(3)).risks.count == 3)
        #expect(try register.store.verify().problems == [])
    }

    @Test("Actions of the same day and source do not replace its risks")
    func kinds() throws {
        let register = try TestRegister()
        try register.take(TestExtract(june, ["1 L4 C4"]))
        let actions = TestExtract(
            june, actions: [RawRecord(fields: [RawField(name: "risk", text: "1")])])
        #expect(try register.take(actions).extract.supersedes == nil)
        let view = try register.view()
        #expect(view.risks.count == 1)
        #expect(view.actions?.map(\.riskID) == ["1"])
    }

    @Test("What lies outside an extract's scope is not covered, not vanished")
    func scope() throws {
        let register = try TestRegister()
        try register.take(
            TestExtract(may, ["1 L4 C4 @Adults", "2 L4 C4 @Adults", "3 L5 C5 @Children"]))
        try register.take(
            TestExtract(
                june, ["1 L4 C4 @Adults"], scope: .part(field: "directorate", value: "adults")))
        let view = try register.view()
        #expect(try view.state("2").status == .vanished)
        #expect(try view.state("2").isOutOfScope == false)
        #expect(try view.state("3").status == .open)
        #expect(try view.state("3").isOutOfScope)
        #expect(try view.state("3").lastSeen == may)
        #expect(try view.state("1").isOutOfScope == false)
        try register.take(
            TestExtract(
                june, ["3 L5 C4 @Children"], scope: .part(field: "directorate", value: "Children")))
        let both = try register.view()
        #expect(try both.state("3").isOutOfScope == false)
        #expect(try both.state("3").movement == .down)
        #expect(try both.state("2").status == .vanished)
        #expect(try register.store.verify().problems == [])
    }

    @Test("Movement is by score used, and nothing while there is one extract")
    func movement() throws {
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        #expect(try register.view().risks.allSatisfy { $0.movement == nil })
        try register.take(HistoryTests.months[1])
        let june = try register.view()
        #expect(try june.state("1").movement == .down)
        #expect(try june.state("4").movement == .up)
        #expect(try june.state("2").movement == .same)
        #expect(try june.state("6").movement == .new)
        #expect(try june.state("3").status == .vanished)
        #expect(try june.state("3").isOn("HLRR"))
        #expect(try june.state("PR2").score == 20)  // takes the scores of record 4
        try register.take(HistoryTests.months[2])
        let july = try register.view()
        #expect(try july.state("3").movement == .returned)
        #expect(try july.state("PR1").status == .vanished)
        #expect(try july.state("5").lastSeen == day(2026, 6, 30))
        #expect(try july.state("PR2").score == 2)
    }

    @Test("A ruling in the past and a rulebook from a past day reach all later days")
    func past() throws {
        let register = try TestRegister()
        for month in HistoryTests.months { try register.take(month) }
        try register.rule(.hold, "2", on: "BAF", day(2026, 6, 5))
        #expect(try register.view(june).state("2").isOn("BAF"))
        #expect(try register.view(july).state("2").isOn("BAF"))
        #expect(try register.view(may).state("2").isOn("BAF") == false)
        _ = try register.store.adopt(
            testSource(version: "2", threshold: 4, from: june), recordedAt: register.now())
        #expect(try register.view(june).state("2").isOn("HLRR"))
        #expect(try register.view(may).state("2").isOn("HLRR") == false)
        #expect(try register.view(may).rulebook.version == "1")
        #expect(try register.view(july).rulebooks.map(\.version) == ["1", "2"])
        #expect(try register.store.verify().problems == [])
        let history = try register.store.history(of: RiskKey(organisation: "HCT", id: "2"))
        #expect(history.points.map(\.day) == [may, day(2026, 6, 5), june, july])
        #expect(history.rulings.count == 1)
    }

    @Test("Other rules can be tried on all history without being adopted")
    func whatIf() throws {
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        let tried = try register.store.view(
            asAt: nil, knownAt: nil, whatIf: testRulebook(version: "try", threshold: 9))
        #expect(try tried.state("2").isOn("HLRR"))
        #expect(try register.view().state("2").isOn("HLRR") == false)
    }

    @Test("Papers are told from the day after the day they speak for")
    func papers() throws {
        let register = try TestRegister()
        try register.take(HistoryTests.months[0])
        var paper = IssuedPaper(
            report: "hlrr", asAt: may, knownAt: 2, meeting: "Board", fingerprint: "ab",
            risks: ["1", "3"])
        paper.recordedAt = register.now()
        let issued = try register.store.issue(paper)
        #expect(issued.sequence == 3)
        #expect(try register.view(june).papers == [issued])
        #expect(try register.view(may).papers == [])
        #expect(try register.view(june, knownAt: .sequence(2)).papers == [])
    }
}
