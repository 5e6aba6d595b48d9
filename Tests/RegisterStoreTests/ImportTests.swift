import RegisterStore
import RiskRegister
import Testing

private let may = day(2026, 5, 31)
private let june = day(2026, 6, 30)

@Suite("Import") struct ImportTests {
    struct Broken: Error {}

    @Test("Every record is accounted for")
    func balance() throws {
        let register = try TestRegister()
        let result = try register.take(
            TestExtract(
                may,
                [
                    "1 L4 C4", "2 L1 C2", "3 L5 C5 closed", "4 L5 C5 awaiting", "5 #blank",
                    "1 L5 C4", "- L3 C3", "- L3 C3",
                ]))
        let balance = result.extract.balance
        #expect(balance.balances)
        #expect(balance.records == 8)
        #expect(balance.routed == 1)
        #expect(balance.belowThreshold == 2)
        #expect(balance.closed == 1)
        #expect(balance.unapproved == 1)
        #expect(balance.unroutable == 1)
        #expect(balance.rejected == 2)
        #expect(result.extract.new == 6)
        #expect(result.extract.findings.map(\.code) == ["RD03"])
        let view = try register.view()
        #expect(view.newest?.balance == balance)
        #expect(view.risks.count == 6)
        #expect(try register.store.imports() == [result.extract])
    }

    @Test(
        "The same id twice is one risk: the higher score routes, the other is rejected",
        arguments: [
            ["1 L4 C4", "1 L5 C4", "1 L2 C2"], ["1 L5 C4", "1 L4 C4", "1 L2 C2"],
            ["1 L2 C2", "1 L4 C4", "1 L5 C4"],
        ])
    func duplicates(_ lines: [String]) throws {
        for earlier in [[], ["1 L4 C4"], ["1 L5 C4"]] {
            let register = try TestRegister()
            if !earlier.isEmpty { try register.take(TestExtract(may, earlier)) }
            let result = try register.take(TestExtract(june, lines))
            #expect(result.extract.balance.rejected == 2)
            #expect(result.rejected.map(\.key.id) == ["1", "1"])
            let winner = (lines.firstIndex { $0.contains("L5") } ?? 0) + 1
            #expect(result.rejected.map(\.line) == [1, 2, 3].filter { $0 != winner })
            #expect(try register.view().state("1").score == 20)
            #expect(result.extract.unchanged == (earlier == ["1 L5 C4"] ? 1 : 0))
            #expect(try register.store.verify().problems == [])
        }
    }

    @Test("The very same files again are a no-op, unless they were replaced in between")
    func again() throws {
        let register = try TestRegister()
        let extract = TestExtract(may, ["1 L4 C4"])
        let first = try register.take(extract)
        let entries = try register.store.entries()
        let second = try register.take(extract)
        #expect(second.disposition == .alreadyThere)
        #expect(second.extract == first.extract)
        #expect(try register.store.entries() == entries)
        #expect(try register.take(TestExtract(june, ["1 L4 C4"])).disposition == .stored)
        try register.take(TestExtract(may, ["1 L5 C4"]))
        #expect(try register.take(extract).disposition == .stored)
        #expect(try register.view(may).state("1").score == 16)
    }

    @Test("An import that fails, or runs dry, leaves the register as it was")
    func rollback() throws {
        let register = try TestRegister()
        try register.take(TestExtract(may, ["1 L4 C4", "2 L2 C2"]))
        let (entries, view) = (try register.store.entries(), dump(try register.view()))
        let next = TestExtract(
            june, ["1 L5 C5", "3 L3 C3"], framework: "objective SO1 strategic\nrisk PR1 9 held")
        #expect(throws: Broken.self) { try register.take(next, failing: Broken()) }
        let dry = try register.take(next, dryRun: true)
        #expect(dry.disposition == .dryRun)
        #expect(dry.extract.balance.records == 2)
        #expect(dry.vanished.map(\.id) == ["2"])
        #expect(try register.store.entries() == entries)
        #expect(dump(try register.view()) == view)
        #expect(try register.store.verify().problems == [])
    }

    @Test("An extract that lacks too many risks, or one on a register, is refused with their ids")
    func shrinkGuard() throws {
        let register = try TestRegister()
        let all = (1...10).map { "\($0) L2 C\($0 == 1 ? 2 : 3)" } + ["20 L4 C4"]
        try register.take(TestExtract(may, all), acceptShrink: false)
        let entries = try register.store.entries()
        func shrinkage(_ extract: TestExtract) throws -> StoreError.Shrinkage? {
            do {
                try register.take(extract, acceptShrink: false)
                return nil
            } catch StoreError.shrunk(let shrinkage) {
                return shrinkage
            }
        }
        let few = try #require(try shrinkage(TestExtract(june, Array(all.suffix(5)))))
        #expect(few.openBefore == 11)
        #expect(few.absentPercent == 54)
        #expect(few.lookAlike == nil)
        #expect(few.absent.map(\.id) == ["1", "2", "3", "4", "5", "6"])
        #expect(few.absentFromRegisters == [])
        let missing = try #require(try shrinkage(TestExtract(june, Array(all.dropLast()))))
        #expect(missing.absentFromRegisters.map(\.id) == ["20"])
        let late = try #require(
            try shrinkage(TestExtract(may, Array(all.prefix(3)))), "a replacement is guarded too")
        #expect(late.absentFromRegisters.map(\.id) == ["20"])
        #expect(try register.store.entries() == entries)
        #expect(try shrinkage(TestExtract(june, Array(all.dropFirst(2)))) == nil)
        let july = TestExtract(day(2026, 7, 31), ["9 L2 C3"])
        let taken = try register.take(july, acceptShrink: true)
        #expect(taken.acceptedShrinkage?.absentFromRegisters.map(\.id) == ["20"])
        let state = try register.view().state("20")
        #expect(state.status == .vanished)
        #expect(state.isOn("HLRR"))
        #expect(state.standing.lostAfter == june)
        // Missed once, it is not missed again.
        #expect(try shrinkage(TestExtract(day(2026, 8, 31), ["9 L2 C3"])) == nil)
    }

    @Test("A record is stored again only when it changed")
    func once() throws {
        let register = try TestRegister()
        let lines = (1...50).map { "\($0) L2 C3 #title" }
        try register.take(TestExtract(may, lines))
        try register.take(TestExtract(june, ["1 L4 C3 #title"] + lines.dropFirst()))
        try register.take(TestExtract(day(2026, 7, 31), lines))
        #expect(try register.store.verify().records == 51)
    }

    @Test("Rules edited without a new version are refused; the first import adopts them")
    func rulebooks() throws {
        let register = try TestRegister()
        let first = try register.take(TestExtract(may, ["1 L4 C4"]))
        #expect(first.adopted?.version == "1")
        #expect(first.adopted?.sequence == 1)
        let edited = testSource(threshold: 12)
        #expect(throws: StoreError.self) {
            try register.take(TestExtract(june, ["1 L4 C4"]), rulebook: edited)
        }
        #expect(throws: StoreError.self) {
            try register.store.adopt(edited, recordedAt: register.now())
        }
        let known = try register.store.adopt(testSource(), recordedAt: register.now()).rulebook
        #expect(known == first.adopted)
        #expect(try register.store.files(of: known) == testSource().files)
        #expect(try register.store.entries().map(\.kind) == [.rulebook, .import])
        let empty = try TestRegister()
        #expect(throws: StoreError.noRulebook) {
            try empty.take(TestExtract(may, ["1 L4 C4"]), rulebook: nil)
        }
    }

    @Test("A framework that comes after the risks has their registers decided anew")
    func lateFramework() throws {
        let register = try TestRegister()
        try register.take(TestExtract(may, ["1 L4 C4 WF3"]))
        #expect(try register.view().state("1").isOn("BAF"))  // unknown codes count
        try register.take(
            TestExtract(may, framework: "objective WF3 workforce", source: "framework"))
        #expect(try register.view().state("1").isOn("BAF") == false)
        #expect(try register.store.verify().problems == [])
    }

    @Test("An id is one, in whatever form of Unicode and with whatever spaces it was typed")
    func forms() throws {
        let register = try TestRegister()
        let forms = ["Caf\u{E9}\u{A0}7", "Cafe\u{301}\u{A0}\u{A0}7", "Cafe\u{301}\u{A0}7\u{A0}"]
        let id = "Caf\u{E9} 7"
        for (month, form) in zip(5..., forms) {
            let result = try register.take(
                TestExtract(day(2026, month, 28), ["\(form) L4 C4 SO2", "2 L2 C2"]))
            #expect(result.vanished == [])
            #expect(result.extract.new == (month == 5 ? 2 : 0))
        }
        let twice = try register.take(
            TestExtract(day(2026, 8, 28), forms.prefix(2).map { "\($0) L4 C4 SO2" } + ["2 L2 C2"]))
        #expect(twice.rejected.map(\.key.id) == [id])
        for date in [day(2026, 5, 28), day(2026, 7, 28)] {
            let risks = try register.view(date).risks
            #expect(risks.map { Array($0.key.id.utf8) } == [Array("2".utf8), Array(id.utf8)])
        }
        try register.rule(.hold, id, on: "BAF", day(2026, 8, 28))
        for form in forms {
            let view = try register.store.view(
                asAt: nil, knownAt: nil, selecting: RiskSelection(ids: [form]))
            #expect(view.risks.map(\.key.id) == [id])
            #expect(view.risks.first?.standing.holds.count == 1)
            let key = RiskKey(organisation: "HCT", id: form)
            #expect(try register.store.history(of: key).rulings.count == 1)
        }
        #expect(try register.store.verify().problems.map(\.description) == [])
        // Stored keys are as they were typed.
        #expect(try register.store.verify().records == 4)
        try register.store.rebuild()
        #expect(try register.store.verify().problems.map(\.description) == [])
    }
}
