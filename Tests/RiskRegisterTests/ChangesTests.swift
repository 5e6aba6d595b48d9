import RiskRegister
import Testing

/// What a register went through, and the sentences that say so.
struct ChangeStory: Sendable, CustomStringConvertible {
    let name: String
    /// Records of each month, by day.
    let months: @Sendable () -> [(day: Day, records: [RiskRecord])]
    var rulings: [Ruling] = []
    /// The day compared with; the newest extract's day is the other.
    var from = may
    /// Kind, from and to of each change, then its sentence.
    let expected: [String]

    var description: String { name }

    init(
        _ name: String, rulings: [Ruling] = [], from: Day = may,
        _ months: @escaping @Sendable () -> [(day: Day, records: [RiskRecord])],
        expected: [String]
    ) {
        self.name = name
        self.rulings = rulings
        self.from = from
        self.months = months
        self.expected = expected
    }
}

private func plain(_ id: String, _ likelihood: Int, _ consequence: Int) -> RiskRecord {
    record(id, likelihood, consequence) { $0.objectives = [] }
}

/// A risk that is always there, so that the organisation has extracts to compare.
private let other = record("9", 2, 2)

private let stories: [ChangeStory] = [
    ChangeStory(
        "a fall below the threshold is counted once, and stays",
        { [(may, [record("2101", 4, 4)]), (june, [record("2101", 3, 4)])] },
        expected: [
            "down 16 12: 2101 reduced from 16 to 12 (likelihood 4 to 3); stays on HLRR and BAF "
                + "until step-down is agreed"
        ]),
    ChangeStory(
        "a fall that stays at the threshold",
        { [(may, [plain("2102", 5, 4)]), (june, [plain("2102", 5, 3)])] },
        expected: ["down 20 15: 2102 reduced from 20 to 15, stays on HLRR"]),
    ChangeStory(
        "a fall on no register",
        { [(may, [plain("2103", 3, 4)]), (june, [plain("2103", 2, 3)])] },
        expected: ["down 12 6: 2103 reduced from 12 to 6 (likelihood 3 to 2, consequence 4 to 3)"]),
    ChangeStory(
        "a fall whose step-down was refused",
        rulings: [ruling(1, "2102", .refuse, "HLRR", june)],
        { [(may, [plain("2102", 4, 4)]), (june, [plain("2102", 3, 4)])] },
        expected: [
            "down 16 12: 2102 reduced from 16 to 12 (likelihood 4 to 3); stays on HLRR, step-down "
                + "refused"
        ]),
    ChangeStory(
        "a step-down agreed, and the rise that brings it back",
        rulings: [ruling(1, "2101", .agree, "HLRR", day(2026, 7, 12))], from: june,
        {
            [
                (may, [record("2101", 4, 4)]), (june, [record("2101", 3, 4)]),
                (july, [record("2101", 4, 4)]),
            ]
        },
        expected: [
            "up 12 16: 2101 increased from 12 to 16 (likelihood 3 to 4); on HLRR again; stays on BAF, "
                + "by rule again",
            "left HLRR -: 2101 left HLRR: step-down agreed by the Executive Team on 12 July 2026 "
                + "(controls are in place)",
            "returned - HLRR: 2101 increased from 12 to 16 (likelihood 3 to 4); on HLRR again; "
                + "stays on BAF, by rule again",
        ]),
    ChangeStory(
        "a rise over the threshold",
        { [(may, [record("2101", 3, 4)]), (june, [record("2101", 4, 4)])] },
        expected: [
            "up 12 16: 2101 increased from 12 to 16 (likelihood 3 to 4); enters HLRR and BAF",
            "entered - HLRR, BAF: 2101 increased from 12 to 16 (likelihood 3 to 4); enters HLRR and "
                + "BAF",
        ]),
    ChangeStory(
        "a rise above the threshold",
        { [(may, [plain("2101", 3, 5)]), (june, [plain("2101", 4, 5)])] },
        expected: ["up 15 20: 2101 increased from 15 to 20 (likelihood 3 to 4); stays on HLRR"]),
    ChangeStory(
        "a new risk at the threshold, one below it, one not approved, and one already closed",
        {
            [
                (may, [other]),
                (
                    june,
                    [
                        other, plain("3219", 4, 4), plain("3220", 2, 4),
                        record("3221", 5, 5) { $0.approval = .awaiting },
                        record("3222", 5, 5) { $0.isClosed = true },
                    ]
                ),
            ]
        },
        expected: [
            "new - 16: 3219 is new at 16; enters HLRR",
            "entered - HLRR: 3219 is new at 16; enters HLRR",
            "new - 8: 3220 is new at 8",
            "new - 25: 3221 is new at 25, not approved",
        ]),
    ChangeStory(
        "an approval that puts a risk on a register",
        {
            [
                (may, [record("3221", 4, 4) { $0.approval = .awaiting }]),
                (june, [record("3221", 4, 4)]),
            ]
        },
        expected: [
            "entered - HLRR, BAF: 3221 approved at 16; enters HLRR and BAF"
        ]),
    ChangeStory(
        "an objective that puts a risk on the assurance framework",
        { [(may, [plain("2102", 4, 4)]), (june, [record("2102", 4, 4)])] },
        expected: [
            "entered - BAF: 2102 enters BAF: at the threshold with a strategic objective"
        ]),
    ChangeStory(
        "a vanished risk",
        { [(may, [other, plain("2200", 4, 4)]), (june, [other])] },
        expected: [
            "vanished 16 -: 2200 is missing from the extract of 30 June 2026; stays on HLRR; "
                + "last seen 31 May 2026 at 16"
        ]),
    ChangeStory(
        "a vanished risk that comes back", from: june,
        {
            [
                (may, [other, plain("2200", 4, 4)]), (june, [other]),
                (july, [other, plain("2200", 3, 4)]),
            ]
        },
        expected: [
            "returned missing 12: 2200 is back: absent from 30 June 2026, now 12 (was 16); "
                + "stays on HLRR until step-down is agreed"
        ]),
    ChangeStory(
        "a closed risk",
        {
            [
                (may, [plain("2109", 4, 4), plain("2110", 2, 2)]),
                (
                    june,
                    [
                        record("2109", 4, 4) {
                            $0.isClosed = true
                            $0.closed = .day(day(2026, 6, 14))
                        },
                        record("2110", 2, 2) {
                            $0.isClosed = true
                            $0.progress = "Moved to the community service."
                        },
                    ]
                ),
            ]
        },
        expected: [
            "left HLRR -: 2109 closed 14 June 2026 at 16, no reason given; leaves HLRR; agreement "
                + "wanted of the Executive Team",
            "closed open closed: 2109 closed 14 June 2026 at 16, no reason given; leaves HLRR; "
                + "agreement wanted of the Executive Team",
            "closed open closed: 2110 closed by 30 June 2026 at 4",
        ]),
    ChangeStory(
        "a closed risk that is open again", from: june,
        {
            [
                (may, [plain("2109", 4, 4)]),
                (june, [record("2109", 4, 4) { $0.isClosed = true }]),
                (july, [plain("2109", 4, 4)]),
            ]
        },
        expected: [
            "returned - HLRR: 2109 is open again at 16; on HLRR again",
            "reopened closed 16: 2109 is open again at 16; on HLRR again",
        ]),
    ChangeStory(
        "a score that is lost, and one that is found",
        {
            let none = record("2101", 1, 1) {
                $0.current = ScoreEntry()
                $0.objectives = []
            }
            var found = none
            found.sourceID = "2102"
            return [(may, [plain("2101", 4, 4), found]), (june, [none, plain("2102", 4, 4)])]
        },
        expected: [
            "rescored 16 -: 2101 has lost its score (was 16); stays on HLRR until step-down is "
                + "agreed",
            "entered - HLRR: 2102 is scored 16, and had no score; enters HLRR",
            "rescored - 16: 2102 is scored 16, and had no score; enters HLRR",
        ]),
    ChangeStory(
        "likelihood and consequence moved, and the score did not",
        { [(may, [plain("2103", 3, 4)]), (june, [plain("2103", 4, 3)])] },
        expected: [
            "rescored 3 x 4 4 x 3: 2103 stays at 12 (likelihood 3 to 4, consequence 4 to 3)"
        ]),
    ChangeStory(
        "a review date that moved alone, even with a click on reviewed; not with a new note",
        {
            func reviewed(_ id: String, _ day: Day, note: String? = nil) -> RiskRecord {
                record(id, 2, 2) {
                    $0.reviewDue = .day(day)
                    $0.lastReview = .day(day.adding(days: -30))
                    $0.progress = note
                }
            }
            return [
                (may, [reviewed("1", may), reviewed("2", may)]),
                (june, [reviewed("1", july), reviewed("2", july, note: "rota agreed")]),
            ]
        },
        expected: [
            "rolled 2026-05-31 2026-07-31: 1: review date moved from 31 May 2026 to 31 July 2026, "
                + "and nothing else changed"
        ]),
    ChangeStory(
        "a new owner is said without names",
        {
            [
                (may, [record("1", 2, 2), record("2", 2, 2), record("3", 2, 2)]),
                (
                    june,
                    [
                        record("1", 2, 2) { $0.owner = "Jo Bloggs" },
                        record("2", 2, 2) { $0.owner = nil },
                        record("3", 2, 2) { $0.owner = "SERVICE  manager" },
                    ]
                ),
            ]
        },
        expected: [
            "reowned Service Manager Jo Bloggs: 1 has a new owner",
            "reowned Service Manager -: 2 no longer names an owner",
        ]),
    ChangeStory(
        "a hold that puts a risk on a register, and its release",
        rulings: [
            ruling(1, "1", .hold, "BAF", day(2026, 6, 12)),
            ruling(2, "2", .hold, "BAF", day(2026, 5, 12)),
            ruling(3, "2", .release, "BAF", day(2026, 6, 12)),
        ],
        {
            let records = [plain("1", 2, 2), plain("2", 2, 2)]
            return [(day(2026, 4, 30), records), (may, records), (june, records)]
        },
        expected: [
            "entered - BAF: 1 enters BAF: controls are in place",
            "left BAF -: 2 left BAF: hold ended by the Trust Board on 12 June 2026 (controls are "
                + "in place)",
        ]),
    ChangeStory(
        "nothing at all", { [(may, [record("1", 4, 4)]), (june, [record("1", 4, 4)])] },
        expected: []),
]

@Suite("Changes") struct ChangesTests {
    @Test("Changes are told as a board paper tells them", arguments: stories)
    func sentences(_ story: ChangeStory) {
        var register = TestRegister()
        register.extracts = story.months()
        register.rulings = story.rulings
        let later = register.view(asAt: register.extracts.last?.day ?? june)
        let changes = Changes.between(register.view(asAt: story.from), later)
        let told = changes.map {
            "\($0.kind.rawValue) \($0.from ?? "-") \($0.to ?? "-"): \($0.sentence)"
        }
        #expect(told == story.expected)
    }

    @Test("Without an earlier import there is nothing to tell, and nothing is new")
    func firstImport() {
        var register = TestRegister()
        register.extracts = [(june, [record("1", 4, 4)])]
        let view = register.view(asAt: june)
        #expect(Changes.between(nil, view).isEmpty)
        #expect(Changes.between(register.view(asAt: may), view).isEmpty)
        #expect(view.risks.map { Movement.words($0, asAt: june) } == ["No earlier import"])
    }

    @Test("One event that counts as several kinds is one sentence")
    func oneSentence() {
        var register = TestRegister()
        register.extracts = [(may, [record("1", 3, 4)]), (june, [record("1", 4, 4)])]
        let changes = Changes.between(register.view(asAt: may), register.view(asAt: june))
        #expect(changes.map(\.kind) == [.up, .entered])
        #expect(Changes.sentences(of: changes).count == 1)
    }

    @Test(
        "Movement is told in words",
        arguments: [
            (nil, score(3, 4), "New"),
            (score(3, 4), score(4, 4), "Increased from 12 to 16"),
            (score(5, 4), score(5, 3), "Reduced from 20 to 15, stays on HLRR and BAF"),
            (
                score(4, 4), score(3, 4),
                "Reduced from 16 to 12, stays on HLRR and BAF until step-down is agreed"
            ),
            (score(3, 3), score(2, 3), "Reduced from 9 to 6"),
            (score(3, 4), score(3, 4), "No change for at least 14 months"),
            (
                score(3, 4), score(4, 3),
                "Same score of 12, likelihood 3 to 4, consequence 4 to 3"
            ),
            (score(4, 4), ScoreEntry(), "Score lost, was 16"),
            (ScoreEntry(), score(4, 4), "Scored 16, had no score"),
            (ScoreEntry(), ScoreEntry(), "No score"),
        ] as [(ScoreEntry?, ScoreEntry, String)])
    func movement(_ before: ScoreEntry?, _ now: ScoreEntry, _ words: String) {
        let start = day(2025, 4, 30)
        var register = TestRegister()
        let first = before.map { entry in [record("1", 1, 1) { $0.current = entry }] } ?? []
        register.extracts = [
            (start, [other] + first), (june, [other, record("1", 1, 1) { $0.current = now }]),
        ]
        let state = register.view(asAt: june).risk(named: "1")
        #expect(state.map { Movement.words($0, asAt: june) } == words)
    }
}
