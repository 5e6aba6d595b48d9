import GRDB
import RiskRegister
import Testing

@testable import RegisterStore

private let may = day(2026, 5, 31)
private let june = day(2026, 6, 30)
private let july = day(2026, 7, 31)

@Suite("Exports of open risks only") struct OpenOnlyTests {
    private func open(
        _ day: Day, _ risks: [String], _ absences: [String: AbsenceAnswer] = [:],
        scope: ExtractScope = .all
    ) -> TestExtract {
        TestExtract(day, risks, scope: scope, holdsOpen: true, absences: absences)
    }

    private func started() throws -> TestRegister {
        let register = try TestRegister()
        let risks = (1...8).map { "\($0) L2 C3 !2026-01-0\($0)" }
        try register.take(open(may, risks + ["20 L4 C4 SO2", "21 L5 C4 SO2"]))
        return register
    }

    private let rest = (1...8).map { "\($0) L2 C3 !2026-01-0\($0)" }

    private func faults(_ register: TestRegister, _ extract: TestExtract) -> [String] {
        do {
            try register.take(extract, acceptShrink: false)
            return []
        } catch StoreError.absencesRefused(let faults) {
            return faults.map { "\($0.id): \($0.reason)" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test(
        "An absent risk is no fault: it stays as last seen, and is asked about until it is answered"
    )
    func asked() throws {
        let register = try started()
        let result = try register.take(open(june, rest), acceptShrink: false)
        #expect(result.asked.map(\.id) == ["20", "21"])
        #expect(result.extract.vanished == 0)
        var state = try register.view().state("20")
        #expect(state.status == .open)
        #expect(state.isAsked)
        #expect(state.lastSeen == may)
        #expect(state.standing.registers == ["BAF", "HLRR"])
        #expect(state.standing.proposals.allSatisfy { $0.kind == .confirm })
        #expect(try !register.view().state("1").isAsked)

        // Another month asks again, and takes an answer; the day before it is as it was.
        let next = try register.take(
            open(july, rest, ["20": .closed(day(2026, 7, 9))]), acceptShrink: false)
        #expect(next.asked.map(\.id) == ["21"])
        #expect(next.answered.map(\.id) == ["20"])
        state = try register.view().state("20")
        #expect(state.status == .closed)
        #expect(state.record.isClosed)
        #expect(state.record.closed == .day(day(2026, 7, 9)))
        #expect(state.outcome.routing == .closed)
        #expect(state.standing.registers == [])
        #expect(state.standing.proposals.map(\.kind) == [.close, .close])
        #expect(state.lastSeen == may)
        #expect(try register.view(june).state("20").isAsked)
        #expect(try register.store.verify().problems.map(\.description) == [])

        // Seen again it is open, whatever was answered; the other is no longer asked about.
        try register.take(open(day(2026, 8, 31), rest + ["20 L4 C4 SO2", "21 L5 C4 SO2"]))
        state = try register.view().state("20")
        #expect(state.status == .open)
        #expect(state.movement == .returned)
        #expect(!state.isAsked)
        #expect(try !register.view().state("21").isAsked)
        #expect(try register.store.verify().problems.map(\.description) == [])
    }

    @Test("One that was left out is open as last seen, and is not asked about again")
    func leftOut() throws {
        let register = try started()
        try register.take(open(june, rest, ["20": .leftOut, "21": .leftOut]), acceptShrink: false)
        #expect(try register.view().state("20").status == .open)
        #expect(try !register.view().state("20").isAsked)
        let next = try register.take(open(july, rest), acceptShrink: false)
        #expect(next.asked == [])
        #expect(try register.view().state("20").standing.registers == ["BAF", "HLRR"])
        // A later import can still say that it was closed.
        let august = try register.take(
            open(day(2026, 8, 31), rest, ["20": .closed(day(2026, 8, 3))]), acceptShrink: false)
        #expect(august.asked == [])
        #expect(try register.view().state("20").status == .closed)
        #expect(try register.store.verify().problems.map(\.description) == [])
        // A full export that lacks it misses it.
        try register.take(TestExtract(day(2026, 9, 30), rest))
        #expect(try register.view().state("21").status == .vanished)
        #expect(try register.view().state("20").status == .closed)
        #expect(try register.store.verify().problems.map(\.description) == [])
    }

    @Test("Only the share that nobody answered for refuses; exactly the limit is not above it")
    func share() throws {
        let register = try started()
        let few = Array(rest.dropFirst())
        do {
            try register.take(open(june, few), acceptShrink: false)
            Issue.record("three of ten were taken")
        } catch StoreError.shrunk(let shrinkage) {
            #expect(shrinkage.absent.map(\.id) == ["1", "20", "21"])
            #expect(shrinkage.openBefore == 10)
            #expect(shrinkage.holdsOpenOnly)
        }
        let taken = try register.take(open(june, few, ["1": .leftOut]), acceptShrink: false)
        #expect(taken.asked.map(\.id) == ["20", "21"])
        // What is accepted is asked about, too.
        let accepted = try register.take(open(july, Array(few.dropFirst(3))), acceptShrink: true)
        #expect(accepted.asked.map(\.id) == ["2", "3", "4", "20", "21"])
        #expect(accepted.extract.vanished == 0)
        #expect(try register.store.verify().problems.map(\.description) == [])
    }

    @Test("In a full export closed records are not absences, and answers count as well")
    func everywhere() throws {
        let register = try TestRegister()
        let all = (1...10).map { "\($0) L2 C3" }
        try register.take(TestExtract(may, all))
        let closed = (1...6).map { "\($0) L2 C3 closed" }
        // Six closed, two missing: exactly the limit.
        try register.take(TestExtract(june, closed + ["7 L2 C3", "8 L2 C3"]), acceptShrink: false)
        #expect(try register.view().state("9").status == .vanished)
        let result = try register.take(
            TestExtract(
                july, closed + ["7 L2 C3"],
                absences: ["8": .closed(july), "9": .closed(june), "10": .leftOut]),
            acceptShrink: false)
        #expect(result.vanished == [])
        #expect(try register.view().state("8").status == .closed)
        #expect(try register.view().state("9").record.closed == .day(june))
        #expect(try register.view().state("10").status == .open)
        #expect(try register.store.verify().problems.map(\.description) == [])
    }

    @Test("A refusal names the directorates that are wholly absent, and ids of another form")
    func refusal() throws {
        let register = try TestRegister()
        let risks = (1...6).map { "410\($0) L2 C3 @Adults" } + ["5101 L2 C3 @Children"]
        try register.take(TestExtract(may, risks + ["5102 L4 C4 @Children"]))
        func shrinkage(_ risks: [String]) throws -> StoreError.Shrinkage? {
            do {
                try register.take(TestExtract(june, risks), acceptShrink: false)
                return nil
            } catch StoreError.shrunk(let shrinkage) {
                return shrinkage
            }
        }
        let children = try #require(try shrinkage(Array(risks.prefix(6))))
        #expect(children.directorates == ["Children"])
        #expect(children.lookAlike == nil)
        for (form, found) in [("R-%", "R-4101"), ("00%", "004101"), ("%/A", "4101/A")] {
            let renamed = (risks + ["5102 L4 C4 @Children"]).map { line in
                let (id, rest) = (line.prefix(4), line.dropFirst(4))
                return form.split(separator: "%", omittingEmptySubsequences: false)
                    .joined(separator: String(id)) + rest
            }
            let shrunk = try #require(try shrinkage(renamed))
            #expect(shrunk.lookAlike?.absent == "4101")
            #expect(shrunk.lookAlike?.found == found)
            #expect(shrunk.directorates == [])
        }
    }

    @Test("Answers that cannot be are refused, each with its reason, and nothing is stored")
    func refused() throws {
        let register = try started()
        try register.take(
            TestExtract(may, ["90 L2 C2"], source: "other", absences: [:]))
        let before = try register.store.entries()
        #expect(
            faults(
                register,
                open(
                    june, rest + ["20 L4 C4 closed"],
                    [
                        "1": .leftOut, "77": .leftOut, "21": .closed(july), "90": .leftOut,
                    ])) == [
                    "1: the file holds it",
                    "21: it cannot have closed on 2026-07-31, after the extract's day, 2026-06-30",
                    "77: no earlier extract holds it", "90: it is a record of other",
                ])
        #expect(
            faults(register, open(june, Array(rest.dropFirst(2)), ["2": .closed(day(2025, 1, 1))]))
                == ["2: it cannot have closed on 2025-01-01, before it was opened, 2026-01-02"])
        #expect(try register.store.entries() == before)
        try register.take(open(june, rest + ["20 L4 C4 closed", "21 L5 C4 SO2"]))
        #expect(
            faults(register, open(july, rest + ["21 L5 C4 SO2"], ["20": .closed(july)]))
                == ["20: it is closed already"])
    }

    @Test("The same bytes with answers supersede, keep the answers before, and are a no-op without")
    func again() throws {
        let register = try started()
        let first = try register.take(open(june, rest), acceptShrink: false)
        let one = try register.take(
            open(june, rest, ["20": .closed(day(2026, 6, 9))]), acceptShrink: false)
        #expect(one.disposition == .stored)
        #expect(one.extract.supersedes == first.extract.sequence)
        #expect(one.asked.map(\.id) == ["21"])
        #expect(try register.view().state("20").status == .closed)
        let two = try register.take(open(june, rest, ["21": .leftOut]), acceptShrink: false)
        #expect(two.answered.map(\.id) == ["20", "21"])
        #expect(two.asked == [])
        #expect(try register.view().state("20").record.closed == .day(day(2026, 6, 9)))
        #expect(try register.take(open(june, rest)).disposition == .alreadyThere)
        #expect(try register.take(open(june, rest, ["21": .leftOut])).disposition == .alreadyThere)
        let changed = try register.take(open(june, rest, ["20": .leftOut]), acceptShrink: false)
        #expect(changed.disposition == .stored)
        #expect(try register.view().state("20").status == .open)
        #expect(
            try register.view(knownAt: .sequence(two.extract.sequence)).state("20").status
                == .closed)
        #expect(try register.store.verify().problems.map(\.description) == [])
    }

    @Test("A part asks about what it covers only")
    func scope() throws {
        let register = try TestRegister()
        let adults = ExtractScope.part(field: "directorate", value: "Adults")
        try register.take(open(may, ["1 L4 C4 @Adults", "2 L4 C4 @Children", "3 L2 C2 @Adults"]))
        let part = try register.take(
            open(june, ["3 L2 C2 @Adults"], scope: adults), acceptShrink: true)
        #expect(part.asked.map(\.id) == ["1"])
        #expect(try register.view().state("1").isAsked)
        #expect(try !register.view().state("2").isAsked)
        #expect(
            faults(register, open(july, ["3 L2 C2 @Adults"], ["2": .leftOut], scope: adults))
                == ["2: it lies outside the scope directorate=Adults"])
        #expect(try register.store.verify().problems.map(\.description) == [])
    }

    @Test("Answers are truth: who changes one is found out")
    func truth() throws {
        let register = try started()
        try register.take(open(june, rest, ["20": .closed(june)]), acceptShrink: false)
        let raw = try DatabaseQueue(path: register.path)
        try raw.writeWithoutTransaction { db in
            #expect(throws: DatabaseError.self) { try db.execute(sql: "DELETE FROM absence") }
            try db.execute(sql: "DROP TRIGGER absence_no_update")
            try db.execute(sql: "UPDATE absence SET closed = '2026-06-01'")
        }
        let problems = try register.store.verify().problems.map(\.description)
        #expect(problems.contains { $0.hasPrefix("absence 1: its content does not match") })
    }

    @Test(
        "In whatever way months come in, what is derived is what the history gives",
        arguments: 1...10)
    func histories(_ seed: UInt64) throws {
        var random = Seeded(state: seed &+ 900)
        let register = try TestRegister()
        let shuffled = try TestRegister()
        var taken: [TestExtract] = []
        for var extract in inventedHistory(&random) {
            extract.holdsOpen = Int.random(in: 0..<3, using: &random) > 0
            if extract.holdsOpen { extract.risks?.removeAll { $0.contains(" closed") } }
            extract.risks = extract.risks?.map {
                let days = Int.random(in: -40...70, using: &random)
                return Int.random(in: 0..<9, using: &random) == 0
                    ? "\($0) /\(extract.day.adding(days: days))" : $0
            }
            try register.take(extract)
            for id in (1...12).map(String.init) where Int.random(in: 0..<3, using: &random) == 0 {
                var answered = extract
                answered.absences[id] =
                    Bool.random(using: &random) ? .leftOut : .closed(extract.day)
                if (try? register.take(answered)) != nil { extract = answered }
                #expect(try register.store.verify().problems.map(\.description) == [])
            }
            taken.append(extract)
        }
        for var extract in taken.shuffled(using: &random) {
            extract.absences = [:]
            try shuffled.take(extract)
        }
        for extract in taken where !extract.absences.isEmpty { try shuffled.take(extract) }
        #expect(try shuffled.store.verify().problems.map(\.description) == [])
        for month in 1...6 {
            let date = day(2026, month, 28)
            #expect(
                dump(try register.view(date)) == dump(try shuffled.view(date)), "\(seed) \(date)")
        }
    }
}

@Suite("Closing days") struct ClosingDayTests {
    @Test(
        "A closing day after the extract's day closes nothing; an extract of that day or later does"
    )
    func later() throws {
        let register = try TestRegister()
        let line = "1 L4 C4 SO2 /2026-07-15"
        let first = try register.take(TestExtract(may, [line]))
        #expect(first.extract.balance.routed == 1)
        var state = try register.view().state("1")
        #expect(state.status == .open)
        #expect(!state.record.isClosed)
        #expect(state.standing.registers == ["BAF", "HLRR"])
        #expect(state.record.findings.map(\.code) == ["RD10"])
        try register.take(TestExtract(june, [line]))
        #expect(try register.view(day(2026, 7, 20)).state("1").status == .open)
        #expect(try register.store.verify().problems.map(\.description) == [])
        try register.rule(.hold, "1", on: "BAF", day(2026, 7, 20))
        #expect(try register.view(day(2026, 7, 21)).state("1").status == .open)
        try register.take(TestExtract(july, [line]))
        state = try register.view().state("1")
        #expect(state.status == .closed)
        #expect(state.record.isClosed)
        #expect(state.record.findings == [])
        #expect(state.before?.record.isClosed == false)
        #expect(try register.view(june).state("1").status == .open)
        #expect(try register.store.verify().problems.map(\.description) == [])
        let all = try register.store.history(of: RiskKey(organisation: "HCT", id: "1"))
        #expect(all.points.map(\.record.isClosed) == [false, false, true])
        // An extract that comes late finds it open; the one on the day closes it.
        try register.take(TestExtract(day(2026, 7, 15), [line]))
        #expect(try register.view(day(2026, 7, 16)).state("1").status == .closed)
        #expect(try register.store.verify().problems.map(\.description) == [])
    }
}
