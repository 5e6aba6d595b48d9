import RiskRegister
import Testing

@testable import RegisterStore

/// A register of an invented history, its extracts in an order of their own, with some rulings.
private func register(_ seed: UInt64) throws -> TestRegister {
    var random = Seeded(state: seed)
    let register = try TestRegister()
    for extract in inventedHistory(&random).shuffled(using: &random) { try register.take(extract) }
    for _ in 0..<4 {
        let verb = Ruling.Verb.allCases.prefix(4).randomElement(using: &random) ?? .agree
        let date = day(2026, 1, 20).adding(days: Int.random(in: 0...150, using: &random))
        let until = Bool.random(using: &random) ? date.adding(days: 40) : nil
        try? register.rule(
            verb, String(Int.random(in: 1...12, using: &random)), on: "HLRR", date, until: until)
    }
    return register
}

/// Days on which something happens, and days between.
private let days =
    (1...6).map { day(2026, $0, 28) } + [day(2026, 4, 27), day(2026, 5, 16), day(2026, 7, 27)]

/// The keys of some risks, and of the records that are principal risks' own: each half's findings are the
/// one risk's.
private func halves(_ states: [RiskState]) -> Set<RiskKey> {
    Set(states.map(\.key) + states.compactMap(\.own?.key))
}

private func brief(_ state: RiskState) -> RiskState {
    var state = state
    state.own = state.own.map(brief)
    guard state.key.level == .operational else { return state }
    state.record = RecordCodec.brief(state.record)
    state.before = state.before.map {
        RiskState.Before(record: RecordCodec.brief($0.record), standing: $0.standing)
    }
    return state
}

@Suite("Narrow questions") struct NarrowTests {
    static let selections: [RiskSelection] =
        (1...12).map { RiskSelection(ids: ["\($0)"]) } + [
            RiskSelection(ids: ["PR1"]), RiskSelection(ids: ["3", "PR2", "nobody"]),
            RiskSelection(level: .operational), RiskSelection(level: .principal),
            RiskSelection(registers: ["HLRR"]), RiskSelection(registers: ["BAF", "HLRR"]),
            RiskSelection(registers: ["nothing"]), RiskSelection(owners: ["SMITH "]),
            RiskSelection(owners: ["", "jones"]), RiskSelection(directorates: ["adults"]),
            RiskSelection(directorates: [""]), RiskSelection(minimumScore: 12),
            RiskSelection(isWaiting: true),
            RiskSelection(
                level: .operational, registers: ["HLRR"], directorates: ["Children"],
                minimumScore: 15),
        ]

    @Test("A narrow view holds what the whole view has of it, on every day", arguments: 1...3)
    func selections(_ seed: UInt64) throws {
        let register = try register(UInt64(seed))
        for day in days {
            guard let whole = try? register.view(day) else { continue }
            let known = KnownAt.sequence(whole.knownAt)
            for selection in NarrowTests.selections {
                let wanted = whole.allRisks.filter(selection.admits)
                let narrow = try register.store.view(
                    asAt: day, knownAt: nil, selecting: selection)
                #expect(narrow.allRisks == wanted, "seed \(seed), \(day), \(selection)")
                let listed = try register.store.view(
                    asAt: day, knownAt: known, selecting: selection, texts: .none)
                #expect(
                    listed.allRisks == wanted.map(brief), "seed \(seed), \(day), \(selection)")
            }
        }
    }

    @Test("History that is played again gives what the tables give", arguments: 1...3)
    func played(_ seed: UInt64) throws {
        let register = try register(UInt64(seed))
        for day in days {
            guard let whole = try? register.view(day) else { continue }
            for texts in [RecordTexts.all, .none] {
                let played = try register.store.view(
                    asAt: day, knownAt: nil, whatIf: testRulebook(), texts: texts)
                let wanted = texts == .all ? whole.allRisks : whole.allRisks.map(brief)
                #expect(played.allRisks == wanted, "seed \(seed), \(day)")
            }
        }
    }

    @Test("What changed between two days is found among the risks that changed", arguments: 1...3)
    func changes(_ seed: UInt64) throws {
        let register = try register(UInt64(seed))
        for (place, from) in days.enumerated() {
            for to in days.dropFirst(place + 1) where to > from {
                guard let earlier = try? register.view(from) else { continue }
                let wanted = Changes.between(earlier, try register.view(to))
                let selection = RiskSelection(changing: from.adding(days: 1)...to)
                func narrow(_ day: Day) throws -> RegisterView {
                    try register.store.view(
                        asAt: day, knownAt: nil, selecting: selection, texts: .none)
                }
                let found = Changes.between(try narrow(from), try narrow(to))
                #expect(found == wanted, "seed \(seed), \(from) to \(to)")
            }
        }
    }

    /// The whole register of a day, with everything that the checks find.
    private func whole(_ register: TestRegister, _ day: Day) -> RegisterView? {
        guard var view = try? register.view(day) else { return nil }
        (view.findings, view.notRun) = Checks.run(on: view)
        return view
    }

    private func about(_ keys: Set<RiskKey>, _ findings: [Finding]) -> [Finding] {
        let ids = Set(keys.map(\.id))
        return findings.filter { finding in
            switch finding.subject {
            case .risk(let key): keys.contains(key)
            case .action(_, let risk): risk.map(ids.contains) ?? false
            case .objective, .ruling, .extract, .file: false
            }
        }
    }

    @Test("The findings of a narrow view are those of the whole about its risks", arguments: 1...3)
    func findings(_ seed: UInt64) throws {
        let register = try register(UInt64(seed))
        var codes = Set<String>()
        for day in days {
            guard let whole = whole(register, day) else { continue }
            codes.formUnion(whole.findings.map(\.code))
            for selection in NarrowTests.selections {
                let keys = halves(whole.allRisks.filter(selection.admits))
                for (texts, rules) in [
                    (RecordTexts.none, nil), (.all, nil), (.none, testRulebook()),
                ] {
                    let narrow = try register.store.checkedView(
                        asAt: day, knownAt: nil, whatIf: rules, selecting: selection, texts: texts)
                    #expect(
                        narrow.findings == about(keys, whole.findings),
                        "seed \(seed), \(day), \(selection), texts \(texts)")
                    #expect(narrow.notRun == whole.notRun, "seed \(seed), \(day), \(selection)")
                }
            }
            let listed = try register.store.checkedView(asAt: day, knownAt: nil)
            #expect(listed.findings == whole.findings, "seed \(seed), \(day)")
        }
        // So that the comparison is one of something.
        #expect(codes.count > 12, "\(codes.sorted())")
    }

    @Test("What one owner should act on is found as in the whole register", arguments: 1...3)
    func owners(_ seed: UInt64) throws {
        let register = try register(UInt64(seed))
        for day in days {
            guard let whole = whole(register, day) else { continue }
            for name in ["Smith", " JONES", "nobody"] {
                let found = try register.store.findings(ownedBy: name, asAt: day, knownAt: nil)
                let wanted = whole.findings.filter { $0.owner?.folded == name.folded }
                #expect(found.findings == wanted, "seed \(seed), \(day), \(name)")
                #expect(found.notRun == whole.notRun)
            }
        }
    }

    @Test("A register in parts is the register, each risk once and by key", arguments: 1...2)
    func parts(_ seed: UInt64) throws {
        let register = try register(UInt64(seed))
        for day in days {
            guard let whole = whole(register, day) else { continue }
            for (size, rules) in [(1, nil), (5, nil), (100, nil), (4, testRulebook())] {
                var states: [RiskState] = []
                var findings: [Finding] = []
                try register.store.eachPart(asAt: day, knownAt: nil, whatIf: rules, size: size) {
                    states += $0.allRisks
                    // A part has its lines' own records' findings too, which stand in another part.
                    let ids = Set($0.allRisks.map(\.key.id))
                    let own = Set($0.allRisks.compactMap(\.own?.key.id)).subtracting(ids)
                    findings += $0.findings.filter { finding in
                        !own.contains(finding.subject.riskID ?? "")
                    }
                    #expect($0.allRisks.count <= size)
                }
                #expect(states == whole.allRisks.map(brief), "seed \(seed), \(day)")
                let keys = Set(states.map(\.key))
                #expect(
                    about(keys, Checks.sorted(findings)) == about(keys, whole.findings),
                    "seed \(seed), \(day)")
            }
        }
    }

    @Test("Two organisations that share ids, owners and registers are read apart")
    func organisations() throws {
        let register = try TestRegister()
        let risks = ["1 L5 C5 ~Smith @Adults", "2 L2 C2 ~Smith @Adults"]
        try register.take(TestExtract(day(2026, 6, 30), risks))
        try register.take(TestExtract(day(2026, 6, 30), [risks[1]], organisation: "NB"))
        for selection in [
            RiskSelection(registers: ["HLRR"]), RiskSelection(owners: ["smith"]),
            RiskSelection(directorates: ["adults"]), RiskSelection(minimumScore: 16),
            RiskSelection(ids: ["1"]), RiskSelection(isWaiting: true),
            RiskSelection(changing: day(2026, 6, 1)...day(2026, 6, 30)),
        ] {
            for organisation in ["HCT", "NB"] {
                let whole = try register.store.view(of: organisation, asAt: nil, knownAt: nil)
                let narrow = try register.store.view(
                    of: organisation, asAt: nil, knownAt: nil, selecting: selection)
                #expect(narrow.risks == whole.risks.filter(selection.admits), "\(selection)")
            }
        }
    }
}

@Suite("Records as bytes") struct RecordCodecTests {
    /// A record in which nothing is as a new one has it.
    private static func full() -> RiskRecord {
        var record = RiskRecord()
        record.sourceID = "2101"
        record.reference = "höher"
        record.title = "A title by Mrs Okafor"
        record.description = "long"
        record.isClosed = true
        record.approval = .rejected
        record.initial = ScoreEntry(
            likelihood: 1, consequence: 5, printed: PrintedScore(12), band: "8 MOD",
            unreadable: ["six"])
        record.current = ScoreEntry(printed: PrintedScore(text: "n/a", number: nil))
        record.target = ScoreEntry(printed: PrintedScore(text: "12.50 (x)", numberText: "12.5"))
        record.objectives = ["SO1", ""]
        record.principalRisk = "PR1"
        record.owner = " J Smith"
        record.leadExecutive = "Chief Nurse"
        record.directorate = "Adults"
        record.location = ["Ward 1", "Bay"]
        record.type = "Clinical"
        record.subtype = "Access"
        record.domain = "Quality"
        record.source = "programme"
        record.controls = "some"
        record.gapsInControl = "gap"
        record.assurance = "call 01992 555 123"
        record.gapsInAssurance = ""
        record.progress = "done"
        record.opened = .day(day(2020, 2, 29))
        record.lastReview = .month(lastDay: day(2020, 2, 29))
        record.reviewDue = .day(day(1969, 12, 31))
        record.targetDate = .day(day(2030, 1, 1))
        record.closed = .day(day(2026, 1, 1))
        record.markedRegisters = []
        record.oddDates = ["1900-01-01"]
        record.localFacts = ["b": "2", "a": "1"]
        record.repairs = 3
        let key = RiskKey(organisation: "HCT", level: .principal, id: "PR1")
        let subjects: [FindingSubject] = [
            .risk(key), .objective("SO1"), .action("A1", riskID: nil), .action("A2", riskID: "7"),
            .ruling(4), .extract(day(2026, 6, 30)), .file("risks.xml"),
        ]
        record.findings = subjects.map {
            var finding = Finding("RD04", about: $0, "odd", field: "status", line: 12)
            finding.owner = "J Smith"
            return finding
        }
        return record
    }

    @Test("A record comes back as it went, but for its texts; what stays of these tells them apart")
    func roundTrip() throws {
        for record in [RecordCodecTests.full(), RiskRecord()] {
            let brief = RecordCodec.brief(record)
            #expect(try RecordCodec.decoded(RecordCodec.encoded(brief)[...]) == brief)
            #expect(RecordCodec.brief(brief) == brief)
            #expect(brief.hasControls == record.hasControls)
            #expect(brief.personalData == record.personalData)
        }
        let marks = RecordCodec.brief(RecordCodecTests.full()).personalData
        #expect(marks.map(\.field) == ["title", "assurance"])
        for path: WritableKeyPath<RiskRecord, String?> in [
            \.controls, \.gapsInControl, \.assurance, \.gapsInAssurance, \.progress,
        ] {
            var other = RecordCodecTests.full()
            other[keyPath: path]?.append("!")
            #expect(RecordCodec.brief(other) != RecordCodec.brief(RecordCodecTests.full()))
            other[keyPath: path] = nil
            #expect(RecordCodec.brief(other) != RecordCodec.brief(RecordCodecTests.full()))
        }
    }

    @Test("Bytes that end too soon are an error, never a crash")
    func damaged() throws {
        let bytes = RecordCodec.encoded(RecordCodec.brief(RecordCodecTests.full()))
        for length in 0..<bytes.count {
            #expect(throws: ByteReader.Malformed.self) {
                try RecordCodec.decoded(bytes.prefix(length))
            }
        }
    }
}
