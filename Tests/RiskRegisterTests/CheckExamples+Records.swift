import RiskRegister

// Examples of checks on dates, actions, controls, identity, reading and rulings.

let dateExamples: [CheckExample] = [
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

let actionExamples: [CheckExample] = [
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

let controlExamples: [CheckExample] = [
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

let identityExamples: [CheckExample] = [
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

let readingExamples: [CheckExample] =
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

let rulingExamples: [CheckExample] = [
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
