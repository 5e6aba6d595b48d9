import Foundation
import RegisterStore
import RiskRegister
import Testing

/// A register of some months with frameworks, parts, rulings and a late extract.
private let history: [TestExtract] = [
    TestExtract(
        day(2026, 1, 31), ["1 L3 C4 SO2 @Adults", "2 L4 C4 @Adults", "3 L2 C2", "4 L5 C4 SO2"],
        framework:
            "objective SO2 strategic 2020-01-01 2026-04-15\nrisk PR1 13 held SO2\nrisk PR2 9 own=4"),
    TestExtract(
        day(2026, 2, 14), ["1 L3 C4 SO2 @Adults", "2 L3 C4 @Adults", "3 L2 C2", "4 L5 C4"]),
    TestExtract(
        day(2026, 2, 28), ["1 L2 C4 SO2 @Adults", "2 L3 C4 @Adults", "3 L3 C5", "4 L5 C3"]),
    TestExtract(day(2026, 4, 30), ["1 L3 C5 SO2 @Adults", "3 L3 C4 closed", "4 L3 C4 SO2"]),
    TestExtract(
        day(2026, 3, 31), ["1 L3 C4 @Adults", "2 L4 C3 @Adults"],
        scope: .part(field: "directorate", value: "Adults")),
    TestExtract(
        day(2026, 5, 31), ["1 L3 C4 SO2 @Adults", "2 L2 C3 @Adults", "4 L3 C4 SO2", "5 L3 C4"]),
]

private func filled(_ rulebook: RulebookSource = testSource()) throws -> TestRegister {
    let register = try TestRegister()
    for extract in history { try register.take(extract, rulebook: rulebook) }
    try register.rule(.agree, "2", on: "HLRR", day(2026, 2, 20))
    try register.rule(.refuse, "4", on: "HLRR", day(2026, 5, 2), until: day(2026, 5, 20))
    try register.rule(.hold, "3", on: "BAF", day(2026, 3, 3))
    return register
}

/// The days on which anything happens, and some between.
private let days: [Day] = (1...5).flatMap { month in
    [day(2026, month, 1), day(2026, month, 20), Day(number: .max).inMonth(month)]
}.filter { $0 >= day(2026, 1, 31) }

extension Day {
    fileprivate func inMonth(_ month: Int) -> Day {
        RegisterStoreTests.day(2026, month, 1).endOfMonth
    }
}

/// Where every risk stands, without what the two ways of storing rulings number differently.
private func standings(_ view: RegisterView) -> [String] {
    view.allRisks.map { "\($0.key.level) \($0.key.id): \($0.standing)" }
}

@Suite("Trying a policy") struct TrialTests {
    @Test("The rules in force, tried, move nobody on any day")
    func same() throws {
        let register = try filled()
        for date in days {
            let trial = try register.store.trial(
                TrialRequest(rules: testRulebook(), asAt: date))
            #expect(trial.effects.isEmpty, "\(date)")
            #expect(standings(trial.views.tried) == standings(trial.views.inForce))
        }
    }

    @Test("Under the rules in force a trial says what the register says", arguments: days)
    func inForce(_ date: Day) throws {
        let register = try filled()
        let trial = try register.store.trial(
            TrialRequest(rules: testRulebook(version: "2", threshold: 12), asAt: date))
        #expect(dump(trial.views.inForce) == dump(try register.view(date)))
    }

    @Test("Tried rules stand as they would in a register that had always had them", arguments: days)
    func always(_ date: Day) throws {
        let source = testSource(version: "2", threshold: 12)
        let trial = try filled().store.trial(TrialRequest(rules: source.rulebook, asAt: date))
        #expect(dump(trial.views.tried) == dump(try filled(source).view(date)))
    }

    @Test("Rules tried from a day on stand as they would once adopted", arguments: days)
    func fromDay(_ date: Day) throws {
        for from in [day(2026, 2, 10), day(2026, 4, 30)] where from <= date {
            let source = testSource(version: "2", threshold: 12, from: from)
            let register = try filled()
            let trial = try register.store.trial(
                TrialRequest(rules: source.rulebook, inForceFrom: from, asAt: date))
            _ = try register.store.adopt(source, recordedAt: register.now())
            #expect(standings(trial.views.tried) == standings(try register.view(date)))
        }
    }

    @Test("Rules tried from before the first extract on are tried as if always in force")
    func fromTheBeginning() throws {
        let register = try filled()
        let rules = testRulebook(version: "2", threshold: 12)
        for from in [day(2001, 1, 1), day(2026, 1, 31)] {
            let early = try register.store.trial(TrialRequest(rules: rules, inForceFrom: from))
            let always = try register.store.trial(TrialRequest(rules: rules))
            #expect(dump(early.views.tried) == dump(always.views.tried))
            #expect(early.force == .from(from))
        }
    }

    @Test("Each month of a range has the length and the decisions of a trial of its day")
    func months() throws {
        let register = try filled()
        let rules = testRulebook(version: "2", threshold: 12)
        let trial = try register.store.trial(
            TrialRequest(rules: rules, range: (day(2026, 2, 1), day(2026, 5, 31))))
        let months = try #require(trial.months)
        #expect(
            months.months.map(\.day)
                == [day(2026, 2, 28), day(2026, 3, 31), day(2026, 4, 30), day(2026, 5, 31)])
        #expect(months.baseline == day(2026, 1, 31))
        var before = try register.store.trial(TrialRequest(rules: rules, asAt: months.baseline))
        for month in months.months {
            let one = try register.store.trial(TrialRequest(rules: rules, asAt: month.day))
            let decisions = month.tally.map { $0.registers.reduce(0) { $0 + $1.decisions } }
            #expect(decisions.inForce == one.decisionCount.inForce)
            #expect(decisions.tried == one.decisionCount.tried)
            for (index, listed) in one.registers.enumerated() {
                let now = one.risks(on: listed).map { Set($0.map(\.key)) }
                let then = before.risks(on: listed).map { Set($0.map(\.key)) }
                let count = month.tally.map { $0.registers[index] }
                #expect(count.inForce.length == now.inForce.count)
                #expect(count.tried.length == now.tried.count)
                #expect(count.inForce.joined == now.inForce.subtracting(then.inForce).count)
                #expect(count.tried.joined == now.tried.subtracting(then.tried).count)
                #expect(count.inForce.left == then.inForce.subtracting(now.inForce).count)
                #expect(count.tried.left == then.tried.subtracting(now.tried).count)
                #expect(count.tried.kept == one.kept(on: listed).tried)
            }
            before = one
        }
        #expect(trial.asAt == day(2026, 5, 31))
    }

    @Test("A trial knows only so much when it is asked to")
    func knownAt() throws {
        let register = try filled()
        let entries = try register.store.entries()
        let early = try #require(entries.dropFirst(3).first).sequence
        let rules = testRulebook(version: "2", threshold: 12)
        let trial = try register.store.trial(
            TrialRequest(rules: rules, asAt: day(2026, 2, 28), knownAt: .sequence(early)))
        #expect(
            dump(trial.views.inForce)
                == dump(try register.view(day(2026, 2, 28), knownAt: .sequence(early))))
        #expect(trial.views.tried.rulings.isEmpty)
    }

    @Test(
        "Nothing is stored: not a byte of the register or its log changes",
        arguments: [false, true])
    func nothingStored(_ hasLog: Bool) throws {
        var register: TestRegister? = try filled()
        let path = try #require(register).path
        if hasLog {
            // A ruling stays in the log while the register is open.
            try register?.rule(.agree, "4", on: "HLRR", day(2026, 5, 30))
        } else {
            // An import ends by moving the log into the file.
            try register?.take(TestExtract(day(2026, 6, 30), ["1 L3 C4 SO2 @Adults"]))
        }
        let folder = try copied(path)
        defer { try? FileManager.default.removeItem(at: folder) }
        register = nil
        func bytes() throws -> [String: Data] {
            var found: [String: Data] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
            where !name.hasSuffix("-shm") {
                found[name] = try Data(contentsOf: folder.appendingPathComponent(name))
            }
            return found
        }
        let before = try bytes()
        #expect((before["register.sqlite-wal"]?.isEmpty == false) == hasLog)
        var store: RegisterStore? = try RegisterStore(
            path: folder.appendingPathComponent("register.sqlite").path, mode: .reading,
            typing: testTyping)
        let trial = try store?.trial(
            TrialRequest(
                rules: testRulebook(version: "2", threshold: 12), range: (nil, nil)))
        #expect(trial?.effects.isEmpty == false)
        #expect(throws: StoreError.self) {
            _ = try store?.adopt(testSource(version: "2", threshold: 12), recordedAt: "2027")
        }
        store = nil
        #expect(try bytes() == before)
    }

    private func copied(_ path: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "trial-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for suffix in ["", "-wal"] {
            guard let bytes = FileManager.default.contents(atPath: path + suffix), !bytes.isEmpty
            else { continue }
            try FileManager.default.copyItem(
                atPath: path + suffix, toPath: folder.path + "/register.sqlite" + suffix)
        }
        return folder
    }

    @Test("Days that the register knows nothing of are refused")
    func refusals() throws {
        let register = try filled()
        let rules = testRulebook(threshold: 12)
        #expect(throws: StoreError.nothingBefore(day(2026, 1, 1), first: day(2026, 1, 31))) {
            _ = try register.store.trial(TrialRequest(rules: rules, asAt: day(2026, 1, 1)))
        }
        #expect(
            throws: StoreError.noExtract(
                from: day(2026, 3, 1), to: day(2026, 3, 30), first: day(2026, 1, 31),
                newest: day(2026, 5, 31))
        ) {
            _ = try register.store.trial(
                TrialRequest(rules: rules, range: (day(2026, 3, 1), day(2026, 3, 30))))
        }
        #expect(throws: StoreError.notInForce(from: day(2026, 6, 1), last: day(2026, 5, 31))) {
            _ = try register.store.trial(
                TrialRequest(
                    rules: rules, inForceFrom: day(2026, 6, 1), range: (nil, nil)))
        }
        #expect(throws: StoreError.nothingImported) {
            _ = try TestRegister().store.trial(TrialRequest(rules: rules))
        }
    }

    @Test("Rules that come into force after the newest extract are asked about on their first day")
    func tomorrow() throws {
        let trial = try filled().store.trial(
            TrialRequest(rules: testRulebook(threshold: 12), inForceFrom: day(2026, 6, 1)))
        #expect(trial.asAt == day(2026, 6, 1))
        #expect(trial.effects.flatMap(\.moves).allSatisfy { $0.since == day(2026, 6, 1) })
        #expect(trial.effects.flatMap(\.moves).contains { $0.direction == .joins })
    }
}
