import RiskRegister

// Examples of checks on scores, on which registers a risk is, and on objectives.

let scoreExamples: [CheckExample] = [
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

let routingExamples: [CheckExample] = [
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

let objectiveExamples: [CheckExample] = [
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
