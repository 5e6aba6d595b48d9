/// Checks of scores: what is printed, what likelihood and consequence give, and how the three kinds compare.
enum ScoreChecks {
    static let all: [Check] = [
        Check(
            "SC01", "score is not a product on a 5x5 matrix", .error, reader: .riskLead,
            why: "Such a number cannot come from one likelihood and one consequence; it may be a "
                + "sum, an average or a combined score, and nobody can place it on the heat map.",
            advice: "Ask the owner how the number was reached, and record a likelihood and a "
                + "consequence.",
            run: .live(impossibleScore)),
        Check(
            "SC02", "printed score differs from likelihood x consequence", .error,
            reader: .riskLead,
            why: "Two numbers for one risk: the higher is used, so that nothing drops off a "
                + "register by a slip.",
            advice: "Correct the score, the likelihood or the consequence in the risk system.",
            run: .live(contradiction)),
        Check(
            "SC03", "score outside the scale", .error, reader: .riskLead,
            why: "Likelihood and consequence run from 1 to 5 and a score from 1 to 25, in whole "
                + "numbers; anything else is kept as printed and not used.",
            advice: "Record a likelihood and a consequence from 1 to 5.",
            run: .live(outsideScale)),
        Check(
            "SC04", "current score missing", .error, reader: .riskLead,
            why: "A risk without a score cannot be routed; it is listed first, never as zero and "
                + "never as green.",
            advice: "Score the risk with today's controls.",
            run: .live(currentMissing)),
        Check(
            "SC05", "target score missing", .warning, reader: .riskLead,
            why: "Without a target nobody can say whether the risk is where the trust wants it.",
            advice: "Agree and record a target score.",
            run: .live(targetMissing)),
        Check(
            "SC06", "initial score missing", .information, reader: .riskLead,
            why: "Without the first assessment nobody can see what the controls have done.",
            advice: "Record the score at first assessment.",
            run: .live(initialMissing)),
        Check(
            "SC07", "target above current", .warning, reader: .executive,
            why: "A plan that aims for more risk than there is today is a slip, or a current score "
                + "that is too low.",
            advice: "Lower the target, or score the current risk again.",
            run: .live(targetAboveCurrent)),
        Check(
            "SC08", "target above initial, or current above initial with controls", .warning,
            reader: .executive,
            why: "Controls that leave a risk higher than it was found either do not work or are "
                + "not what changed.",
            advice: "Say what changed since the first assessment, and score again.",
            run: .live(aboveInitial)),
        Check(
            "SC09", "printed band does not match the score", .warning, reader: .riskLead,
            why: "The band that the trust's own paper shows is not the one that the rulebook gives "
                + "the score used.",
            advice: "Correct the score or the band, or the rulebook's grade table.",
            run: .live(bandMismatch)),
        Check(
            "SC11", "at target and open with open actions", .information, needs: [.actions],
            reader: .executive,
            why: "A risk at its target is to be tolerated or closed; open actions say that it is "
                + "not, or that the target is not the real one.",
            advice: "Decide: tolerate, close, or set a lower target.",
            run: .live(atTargetWithActions)),
    ]

    private static let kinds: [ScoreKind] = [.current, .initial, .target]

    /// SC01: a usable number that no likelihood and consequence from 1 to 5 give, as HCT's 18.
    ///
    /// It is never called wrong: it is shown, used and asked about. Cleared by a pair that gives it.
    private static func impossibleScore(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.hasOwnScores else { return [] }
        return kinds.compactMap { kind in
            guard let printed = state.record.entry(kind).printed?.usable,
                !ScoreEntry.products.contains(printed)
            else { return nil }
            let subject = kind == .current ? "\(printed)" : "\(kind.rawValue) score \(printed)"
            return context.finding(
                state,
                "\(subject) is not a product on a 5x5 matrix; it may be a combined score; ask",
                field: "\(kind.rawValue) score")
        }
    }

    /// SC02: the printed score and likelihood x consequence differ; the higher is used.
    ///
    /// Cleared when the export prints numbers that agree.
    private static func contradiction(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.hasOwnScores else { return [] }
        return kinds.compactMap { kind in
            let entry = state.record.entry(kind)
            guard let printed = entry.printed?.usable, let computed = entry.computed,
                let likelihood = entry.likelihood, let consequence = entry.consequence,
                printed != computed
            else { return nil }
            var message = "recorded \(printed); \(likelihood) x \(consequence) gives \(computed)"
            if kind != .current {
                message = "\(kind.rawValue) score: " + message
            } else if let used = state.score {
                message += "; \(used) used"
            }
            return context.finding(state, message, field: "\(kind.rawValue) score")
        }
    }

    /// SC03: likelihood or consequence not a whole number from 1 to 5, or a score not one from 1 to 25.
    ///
    /// Cleared when the value is on the scale.
    private static func outsideScale(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.hasOwnScores else { return [] }
        return kinds.flatMap { kind in
            let entry = state.record.entry(kind)
            var found = entry.unreadable.map { text in
                context.finding(
                    state,
                    "\(kind.rawValue) likelihood or consequence is \"\(text.clipped(to: 20))\", "
                        + "not a whole number from 1 to 5",
                    field: "\(kind.rawValue) score")
            }
            if let printed = entry.printed, printed.usable == nil {
                found.append(
                    context.finding(
                        state,
                        "\(kind.rawValue) score \"\(printed.text.clipped(to: 20))\" is not a whole "
                            + "number from 1 to 25; kept as printed and not used",
                        field: "\(kind.rawValue) score"))
            }
            return found
        }
    }

    /// SC04: nothing is recorded from which a current score could come.
    ///
    /// A score that is there and cannot be used is SC03. Cleared by a score.
    private static func currentMissing(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        let entry = state.record.current
        guard state.score == nil, entry.highest == nil, entry.printed == nil,
            entry.unreadable.isEmpty
        else { return [] }
        var message = "the current score is missing, so the risk cannot be routed"
        if entry.likelihood != nil { message += "; only the likelihood is recorded" }
        if entry.consequence != nil { message += "; only the consequence is recorded" }
        if let initial = state.record.initial.highest { message += "; initial score \(initial)" }
        return [context.finding(state, message, field: "current score")]
    }

    /// SC05: no target score; unset is unknown, never 1.
    private static func targetMissing(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.record.target.isEmpty else { return [] }
        return [context.finding(state, "no target score is recorded", field: "target score")]
    }

    /// SC06: no score at first assessment.
    private static func initialMissing(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.record.initial.isEmpty else { return [] }
        return [context.finding(state, "no initial score is recorded", field: "initial score")]
    }

    /// SC07: the target is above the score used today.
    private static func targetAboveCurrent(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let target = state.record.target.highest, let score = state.score, target > score
        else { return [] }
        return [
            context.finding(
                state, "target score \(target) is above the current score \(score)",
                field: "target score")
        ]
    }

    /// SC08: the target is above the initial score, or today's score is although controls are listed.
    private static func aboveInitial(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let initial = state.record.initial.highest else { return [] }
        var found: [Finding] = []
        if let target = state.record.target.highest, target > initial {
            found.append(
                context.finding(
                    state, "target score \(target) is above the initial score \(initial)",
                    field: "target score"))
        }
        if let score = state.score, score > initial, state.hasControls {
            found.append(
                context.finding(
                    state,
                    "current score \(score) is above the initial score \(initial), with controls "
                        + "listed",
                    field: "current score"))
        }
        return found
    }

    /// SC09: the band as printed is a grade of the rulebook, and not the grade of the score used.
    ///
    /// A band in words that the rulebook does not use ("red") is not compared. Abbreviations of three
    /// letters or more are ("8 MOD").
    private static func bandMismatch(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.hasOwnScores, let band = state.record.current.band, let score = state.score,
            let grade = state.outcome.grade
        else { return [] }
        let words = band.lowercased().split { !$0.isLetter }.filter { $0 != "risk" }
        let phrase = words.joined(separator: " ")
        let meant = context.index.grades.filter {
            $0 == phrase || (phrase.count >= 3 && $0.hasPrefix(phrase))
        }
        guard meant.count == 1, meant != [grade.folded] else { return [] }
        return [
            context.finding(
                state,
                "the printed band is \"\(band.clipped(to: 20))\"; the rulebook grades \(score) as "
                    + grade,
                field: "current band")
        ]
    }

    /// SC11: the score is at its target, the risk is open, and actions are still open.
    private static func atTargetWithActions(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let score = state.score, score == state.record.target.highest else { return [] }
        let open = context.index.openActions(of: state).count
        guard open > 0 else { return [] }
        return [
            context.finding(
                state, "at its target of \(score) with \(Wording.count(open, "open action"))")
        ]
    }
}

extension RiskRecord {
    /// What the record holds for one kind of score.
    func entry(_ kind: ScoreKind) -> ScoreEntry {
        switch kind {
        case .initial: initial
        case .current: current
        case .target: target
        }
    }
}

extension RiskState {
    /// Its scores are its own: a line of the framework that names a record is checked there.
    var hasOwnScores: Bool { principal?.ownRecord == nil }

    /// Controls are listed, in the record or in the framework.
    var hasControls: Bool {
        !(principal?.controls.isEmpty ?? true) || !(record.controls?.trimmed.isEmpty ?? true)
    }
}
