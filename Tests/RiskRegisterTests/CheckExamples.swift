import RiskRegister

/// What a check must find, and the nearest thing that it must not.
struct CheckExample: Sendable, CustomStringConvertible {
    let code: String
    /// The id of the subject and the message of the finding.
    let id: String
    let message: String
    /// The day the answers speak for.
    var asAt = june
    /// Makes a good register one that the check speaks of.
    let bad: @Sendable (inout TestRegister) -> Void
    /// Makes it one that it must not speak of.
    let near: @Sendable (inout TestRegister) -> Void
    /// The day for the near example, where it is another.
    var nearAsAt: Day?

    var description: String { "\(code): \(message)" }
}

private func example(
    _ code: String, _ id: String, _ message: String,
    _ bad: @escaping @Sendable (inout TestRegister) -> Void,
    near: @escaping @Sendable (inout TestRegister) -> Void
) -> CheckExample {
    CheckExample(code: code, id: id, message: message, bad: bad, near: near)
}

/// One example a code, and more where a code has more than one message.
let checkExamples: [CheckExample] =
    scoreExamples + routingExamples + objectiveExamples + dateExamples + actionExamples
    + controlExamples + identityExamples + readingExamples + rulingExamples

private let scoreExamples: [CheckExample] = [
    example(
        "SC01", "2101", "18 is not a product on a 5x5 matrix; it may be a combined score; ask",
        { $0.now("2101") { $0.current = ScoreEntry(printed: PrintedScore(18)) } },
        near: { $0.now("2101") { $0.current = ScoreEntry(printed: PrintedScore(20)) } }),
    example(
        "SC01", "2101",
        "target score 7 is not a product on a 5x5 matrix; it may be a combined score; ask",
        { $0.now("2101") { $0.target = ScoreEntry(printed: PrintedScore(7)) } },
        near: { $0.now("2101") { $0.target = ScoreEntry(printed: PrintedScore(8)) } }),
    example(
        "SC02", "2101", "recorded 12; 4 x 4 gives 16; 16 used",
        {
            $0.now("2101") {
                $0.current = score(4, 4)
                $0.current.printed = PrintedScore(12)
            }
        },
        near: { $0.now("2101") { $0.current.printed = nil } }),
    example(
        "SC02", "2101", "recorded 16; 3 x 4 gives 12; 16 used",
        { $0.now("2101") { $0.current.printed = PrintedScore(16) } },
        near: { $0.now("2101") { $0.approval = .awaiting } }),
    example(
        "SC03", "2101",
        "current score \"0\" is not a whole number from 1 to 25; kept as printed and not used",
        { $0.now("2101") { $0.current = ScoreEntry(printed: PrintedScore(0)) } },
        near: { $0.now("2101") { $0.current = ScoreEntry(printed: PrintedScore(1)) } }),
    example(
        "SC03", "2101",
        "target likelihood or consequence is \"6\", not a whole number from 1 to 5",
        { $0.now("2101") { $0.target = ScoreEntry(consequence: 4, unreadable: ["6"]) } },
        near: { $0.now("2101") { $0.target = ScoreEntry(consequence: 4) } }),
    example(
        "SC04", "2101",
        "the current score is missing, so the risk cannot be routed; initial score 25",
        { $0.now("2101") { $0.current = ScoreEntry() } },
        near: { $0.now("2101") { $0.current = ScoreEntry(printed: PrintedScore(12)) } }),
    example(
        "SC05", "2101", "no target score is recorded",
        { $0.now("2101") { $0.target = ScoreEntry() } },
        near: { $0.now("2101") { $0.target = ScoreEntry(printed: PrintedScore(6)) } }),
    example(
        "SC06", "2101", "no initial score is recorded",
        { $0.now("2101") { $0.initial = ScoreEntry() } },
        near: { $0.now("2101") { $0.initial = ScoreEntry(printed: PrintedScore(20)) } }),
    example(
        "SC07", "2101", "target score 15 is above the current score 12",
        { $0.now("2101") { $0.target = score(3, 5) } },
        near: { $0.now("2101") { $0.target = score(4, 3) } }),
    example(
        "SC08", "2101", "target score 6 is above the initial score 4",
        { $0.now("2101") { $0.initial = score(2, 2) } },
        near: { $0.now("2101") { $0.initial = score(3, 2) } }),
    example(
        "SC08", "2101", "current score 12 is above the initial score 9, with controls listed",
        {
            $0.now("2101") {
                $0.initial = score(3, 3)
                $0.controls = "A rota"
            }
        },
        near: { $0.now("2101") { $0.initial = score(3, 3) } }),
    example(
        "SC09", "2101", "the printed band is \"8 MOD\"; the rulebook grades 12 as high",
        { $0.now("2101") { $0.current.band = "8 MOD" } },
        near: { $0.now("2101") { $0.current.band = "High Risk" } }),
    example(
        "SC11", "2101", "at its target of 12 with 1 open action",
        { $0.now("2101") { $0.target = score(3, 4) } },
        near: {
            $0.now("2101") { $0.target = score(3, 4) }
            $0.action { $0.done = .day(day(2026, 6, 1)) }
        }),
]

private let routingExamples: [CheckExample] = [
    example(
        "RT01", "2102", "score 16: the rules put it on HLRR; the export does not mark it",
        { $0.now("2102") { $0.markedRegisters = ["BAF"] } },
        near: { $0.now("2102") { $0.markedRegisters = ["hlrr", "BAF"] } }),
    example(
        "RT02", "2101",
        "the export marks it as on HLRR; score 12, and no reason is recorded",
        { $0.now("2101") { $0.markedRegisters = ["HLRR"] } },
        near: {
            $0.now("2101") { $0.markedRegisters = ["HLRR"] }
            $0.rulings = [ruling(1, "2101", .hold, "HLRR", june)]
        }),
    example(
        "RT03", "2102",
        "score 16 and SO5 put it on BAF; the export does not mark it and no decision is recorded",
        { $0.now("2102") { $0.markedRegisters = ["HLRR"] } },
        near: {
            $0.now("2102") { $0.markedRegisters = ["HLRR"] }
            $0.rulings = [ruling(1, "2102", .agree, "BAF", june)]
        }),
    example(
        "RT04", "PR1", "on BAF with no objective recorded",
        { $0.line { $0.record.objectives = [] } },
        near: { $0.line { $0.record.objectives = ["WF3"] } }),
    example(
        "RT19", "PR1",
        "a line of the framework, scored 12, with no basis: it is on no register",
        {
            $0.line {
                $0.basis = nil
                $0.record.current = ScoreEntry(likelihood: 3, consequence: 4)
            }
        },
        near: { $0.line { $0.basis = .held } }),
    example(
        "RT05", "SO6", "no open risk names this strategic objective",
        {
            var objective = AssuranceFramework.Objective()
            objective.id = "SO6"
            $0.frameworks[0].framework.objectives.append(objective)
        },
        near: {
            var objective = AssuranceFramework.Objective()
            objective.id = "SO6"
            objective.to = may
            $0.frameworks[0].framework.objectives.append(objective)
        }),
    example(
        "RT07", "2101",
        "score 12 is below the threshold; stays on HLRR and BAF until step-down is agreed by the "
            + "Executive Team and the Trust Board; waiting since 30 June 2026",
        { $0.before("2101") { $0.current = score(4, 4) } },
        near: {
            $0.before("2101") { $0.current = score(4, 4) }
            $0.rulings = [
                ruling(1, "2101", .agree, "HLRR", june), ruling(2, "2101", .refuse, "BAF", june),
            ]
        }),
    example(
        "RT08", "2102", "rose from 12 to 16 and is at the threshold",
        { $0.before("2102") { $0.current = score(3, 4) } },
        near: { $0.before("2102") { $0.current = score(3, 5) } }),
    example(
        "RT09", "2101", "current score 25 is above the tolerance of 20 for Safety",
        { $0.now("2101") { $0.current = score(5, 5) } },
        near: { $0.now("2101") { $0.current = score(4, 5) } }),
    example(
        "RT09", "2101", "target score 12 is above the tolerance of 10 for Safety",
        {
            $0.frameworks[0].framework.appetites[0].tolerance = 10
            $0.frameworks[0].framework.appetites[0].toleranceKind = .target
            $0.now("2101") { $0.target = score(3, 4) }
        },
        near: {
            $0.frameworks[0].framework.appetites[0].tolerance = 10
            $0.frameworks[0].framework.appetites[0].toleranceKind = .target
        }),
    example(
        "RT17", "PR1", "scores 12; linked 2101 scores 20",
        { $0.now("2101") { $0.current = score(5, 4) } },
        near: {
            $0.now("2101") {
                $0.current = score(5, 4)
                $0.isClosed = true
            }
        }),
    example(
        "RT18", "2026-06-30", "lacks 1 risk that is on a register: 2103", { $0.drop("2103") },
        near: {
            $0.rulebooks[0].shrinkLimitPercent = 40
            $0.now("2103") { $0.isClosed = true }
        }),
    example(
        "RT18", "2026-06-30", "open risks fell from 3 to 2, by more than 20%",
        { $0.drop("2101") },
        near: {
            $0.rulebooks[0].shrinkLimitPercent = 40
            $0.drop("2101")
        }),
    example(
        "OW01", "2101", "no owner is recorded", { $0.now("2101") { $0.owner = " " } },
        near: { $0.now("2101") { $0.owner = "Matron" } }),
]

private let objectiveExamples: [CheckExample] = [
    example(
        "OB01", "2101",
        "SO9 is not in the framework; it counts as strategic until somebody says otherwise",
        { $0.now("2101") { $0.objectives = ["SO9"] } },
        near: {
            $0.frameworks[0].framework.objectives[0].aliases = ["SO9"]
            $0.now("2101") { $0.objectives = [" so9 "] }
        }),
    example(
        "OB02", "2102", "SO1 ended on 31 March 2026; SO5 replaced it",
        { $0.now("2102") { $0.objectives = ["SO1"] } },
        near: { $0.now("2101") { $0.objectives = ["SO1"] } }),
    example(
        "OB03", "2102", "WF3 is not a strategic objective",
        { $0.now("2102") { $0.objectives = ["WF3"] } },
        near: { $0.now("2102") { $0.objectives = ["WF3", "SO5"] } }),
]

private let dateExamples: [CheckExample] = [
    example(
        "DT01", "2101", "review overdue by 1 day, due 29 June 2026",
        { $0.now("2101") { $0.reviewDue = .day(day(2026, 6, 29)) } },
        near: { $0.now("2101") { $0.reviewDue = .month(lastDay: june) } }),
    example(
        "DT02", "2102", "review overdue by 30 days, due May 2026",
        { $0.now("2102") { $0.reviewDue = .month(lastDay: may) } },
        near: {
            $0.now("2102") {
                $0.reviewDue = .month(lastDay: may)
                $0.isClosed = true
            }
        }),
    example(
        "DT03", "2101",
        "no next review date is recorded; last review 10 May 2026 and an interval of 3 months "
            + "give 10 August 2026",
        { $0.now("2101") { $0.reviewDue = nil } },
        near: {
            $0.now("2101") {
                $0.reviewDue = nil
                $0.approval = .rejected
            }
        }),
    example(
        "DT06", "2101", "the target of 6 was due 31 May 2026; the score is 12",
        { $0.now("2101") { $0.targetDate = .day(may) } },
        near: {
            $0.now("2101") {
                $0.targetDate = .day(may)
                $0.target = score(3, 4)
            }
        }),
    example(
        "DT08", "2101", "last reviewed 9 January 2026, before it was opened on 10 January 2026",
        { $0.now("2101") { $0.lastReview = .day(day(2026, 1, 9)) } },
        near: { $0.now("2101") { $0.lastReview = .day(day(2026, 1, 10)) } }),
    example(
        "DT08", "2104", "closed 1 January 2026, before it was opened on 10 January 2026",
        { $0.now("2104") { $0.closed = .day(day(2026, 1, 1)) } },
        near: { $0.now("2104") { $0.lastReview = .day(day(2026, 1, 1)) } }),
    example(
        "DT09", "2101", "not a day: review due 01/01/1900",
        { $0.now("2101") { $0.oddDates = ["review due 01/01/1900"] } },
        near: { $0.now("2104") { $0.oddDates = ["closed 01/01/1900"] } }),
    example(
        "DT10", "2101", "open since 29 June 2024, 24 months: more than 24 months",
        { $0.now("2101") { $0.opened = .day(day(2024, 6, 29)) } },
        near: { $0.now("2101") { $0.opened = .day(day(2025, 6, 30)) } }),
    CheckExample(
        code: "DT11", id: "2026-06-30",
        message: "the newest extract is 36 days old on 5 August 2026, more than 35",
        asAt: day(2026, 8, 5), bad: { _ in }, near: { _ in }, nearAsAt: day(2026, 8, 4)),
]

private let actionExamples: [CheckExample] = [
    example(
        "AC01", "A1", "action overdue by 30 days, due 31 May 2026",
        { $0.action { $0.due = .day(may) } },
        near: {
            $0.action { $0.due = .day(may) }
            $0.now("2101") { $0.isClosed = true }
        }),
    example(
        "AC01", "A1",
        "action overdue by 30 days, due 31 May 2026; its risk 999 is not in the register",
        {
            $0.action {
                $0.due = .day(may)
                $0.riskID = "999"
            }
        },
        near: { $0.action { $0.riskID = "999" } }),
    example(
        "AC02", "A1", "action with no owner and no due date",
        {
            $0.action {
                $0.owner = nil
                $0.due = nil
            }
        },
        near: {
            $0.action {
                $0.owner = nil
                $0.due = nil
                $0.done = .day(june)
            }
        }),
    example(
        "AC03", "2102", "scores 16, target 6, and has no open action",
        { $0.actions?.remove(at: 1) },
        near: {
            $0.actions?.remove(at: 1)
            $0.now("2102") { $0.target = score(4, 4) }
        }),
    example(
        "AC04", "PR1", "gap in control G1 has no action", { $0.line { $0.gaps[0].actions = [] } },
        near: {
            $0.line {
                $0.gaps[0].actions = []
                $0.gaps[0].kind = .assurance
            }
        }),
    example(
        "AC04", "PR1", "gap in control G1 names A9, which no file of actions holds",
        { $0.line { $0.gaps[0].actions = ["A9"] } },
        near: { $0.line { $0.gaps[0].actions = ["A9", "A2"] } }),
]

private let controlExamples: [CheckExample] = [
    example(
        "CA01", "PR1", "1 of 2 controls has no assurance: C2",
        {
            $0.line {
                var control = AssuranceFramework.Control()
                control.id = "C2"
                $0.controls.append(control)
            }
        },
        near: { $0.line { $0.controls.append($0.controls[0]) } }),
    example(
        "CA02", "PR1", "1 assurance older than 12 months, the oldest of 29 June 2025",
        { $0.line { $0.controls[0].assurances[0].date = .day(day(2025, 6, 29)) } },
        near: { $0.line { $0.controls[0].assurances[0].date = .day(day(2025, 6, 30)) } }),
    example(
        "CA02", "PR1", "1 assurance with no date",
        { $0.line { $0.controls[0].assurances[0].date = nil } },
        near: { $0.line { $0.controls[0].assurances[0].result = nil } }),
    example(
        "CA03", "PR1", "none of 1 assurance is from the third line",
        { $0.line { $0.controls[0].assurances[0].line = 2 } },
        near: {
            $0.line {
                $0.controls[0].assurances[0].line = 2
                $0.assurances = $0.controls[0].assurances
                $0.assurances[0].line = 3
            }
        }),
]

private let identityExamples: [CheckExample] = [
    example(
        "ID01", "2026-06-30", "1 record rejected: the id has been used by another record",
        { $0.rejected = 1 }, near: { $0.rejected = 0 }),
    example(
        "ID02", "2101", "reference ref/2102 is also that of 2102",
        { $0.now("2101") { $0.reference = "ref/2102 " } },
        near: { $0.now("2101") { $0.reference = "REF/2104" } }),
    example(
        "ID03", "2102",
        "missing from the newest extract without a closing date; last seen on 31 May 2026; stays "
            + "on HLRR and BAF",
        { $0.drop("2102") }, near: { $0.drop("2104") }),
    example(
        "ID04", "2101", "closed in the extract before, and open again",
        { $0.before("2101") { $0.isClosed = true } }, near: { $0.drop("2101") }),
    example(
        "TX05", "2101", "possible NHS number and person's name in description",
        { $0.now("2101") { $0.description = "Mrs Okafor (943 476 5919) fell" } },
        near: { $0.now("2101") { $0.description = "Dr Foster data for 943 476 5918 beds" } }),
]

private let readingExamples: [CheckExample] =
    ["RD01", "RD02", "RD03", "RD04", "RD05", "RD06", "RD07", "RD08", "RD09"].map { code in
        example(
            code, "june.xml", "found while reading",
            { $0.reading = [Finding(code, about: .file("june.xml"), "found while reading")] },
            near: {
                $0.rulebooks[0].findingSettings[code] = FindingSetting(
                    isOn: false, severity: .error, limit: nil)
                $0.reading = [Finding(code, about: .file("june.xml"), "found while reading")]
            })
    } + [
        example(
            "AP01", "2026-06-30", "approval is absent on 1 of 3 open risks: treated as approved",
            { $0.now("2101") { $0.approval = .unknown } },
            near: { $0.now("2101") { $0.approval = .awaiting } })
    ]

private let rulingExamples: [CheckExample] = [
    example(
        "RL01", "2101",
        "the hold on BAF expired on 29 June 2026; it stays there until a ruling",
        { $0.rulings = [ruling(1, "2101", .hold, "BAF", may, until: day(2026, 6, 29))] },
        near: { $0.rulings = [ruling(1, "2101", .hold, "BAF", may, until: june)] }),
    example(
        "RL01", "2101",
        "the refusal on HLRR expired on 15 June 2026; step-down is proposed again",
        {
            $0.extracts.insert((day(2026, 4, 30), [record("2101", 4, 4)]), at: 0)
            $0.rulings = [ruling(1, "2101", .refuse, "HLRR", may, until: day(2026, 6, 15))]
        },
        near: {
            $0.extracts.insert((day(2026, 4, 30), [record("2101", 4, 4)]), at: 0)
            $0.rulings = [ruling(1, "2101", .refuse, "HLRR", may, until: july)]
        }),
    example(
        "RL01", "2101", "the acceptance of DT03 expired on 29 June 2026, and it is still found",
        {
            $0.now("2101") { $0.reviewDue = nil }
            $0.rulings = [ruling(1, "2101", .acceptFinding, "DT03", may, until: day(2026, 6, 29))]
        },
        near: {
            $0.rulings = [ruling(1, "2101", .acceptFinding, "DT03", may, until: day(2026, 6, 29))]
        }),
    example(
        "RL02", "2101", "agree HLRR of 30 June 2026: nothing was proposed there then",
        { $0.rulings = [ruling(1, "2101", .agree, "HLRR", june)] },
        near: {
            $0.before("2101") { $0.current = score(4, 4) }
            $0.rulings = [ruling(1, "2101", .agree, "HLRR", june)]
        }),
    example(
        "RL02", "7", "release HLRR of 30 June 2026 names 9999, which is not in the register",
        { $0.rulings = [ruling(7, "9999", .release, "HLRR", june)] },
        near: {
            $0.rulings = [
                ruling(6, "2101", .hold, "HLRR", june), ruling(7, "2101", .release, "HLRR", june),
            ]
        }),
]
