/// Checks of which registers risks are on: against the trust's own marks, and between levels.
enum RoutingChecks {
    static let all: [Check] = [
        Check(
            "RT01", "at the threshold and not marked as on the high level register", .error,
            needs: [.highLevelMarks], reader: .executive,
            why: "The rules put the risk on the register and the risk system does not: the "
                + "Executive Team may never have seen it.",
            advice: "Mark it in the risk system, or say why the rules should not apply.",
            run: .live(notMarkedHighLevel)),
        Check(
            "RT02", "marked as on the high level register below the threshold", .warning,
            needs: [.highLevelMarks], reader: .executive,
            why: "The risk system keeps a risk on the register for which neither a rule nor a "
                + "ruling gives a reason.",
            advice: "Record a hold with its reason, or take the mark off.",
            run: .live(markedWithoutReason)),
        Check(
            "RT03", "belongs on the assurance framework by rule and is not marked", .error,
            needs: [.frameworkMarks], reader: .executive,
            why: "At the threshold with a current strategic objective: policy puts it before the "
                + "board, and no decision says otherwise.",
            advice: "Confirm or refuse its entry, and mark it in the risk system.",
            run: .live(notMarkedFramework)),
        Check(
            "RT04", "on the assurance framework with no objective", .error, needs: [.framework],
            reader: .auditChair,
            why: "The framework is about objectives: a line without one has no place in it, or "
                + "its objective was never recorded.",
            advice: "Record which strategic objective it affects.",
            run: .live(frameworkWithoutObjective)),
        Check(
            "RT05", "strategic objective with no risk", .warning, needs: [.framework],
            reader: .nonExecutive,
            why: "Either nothing threatens the objective, or nobody has looked.",
            advice: "Ask the objective's executive which risks it bears.",
            run: .register(objectiveWithoutRisk)),
        Check(
            "RT07", "step-down not agreed", .warning, needs: [.history], reader: .executive,
            why: "A risk leaves a register only when people agree; until then it stays and is "
                + "reported.",
            advice: "Agree or refuse the step-down at the next meeting.",
            run: .everyRisk(stepDownNotAgreed)),
        Check(
            "RT08", "rose to the threshold since the extract before", .information,
            needs: [.history], reader: .executive,
            why: "The group that reviews the register has not yet met on it.",
            advice: "Put it on the agenda of the next meeting.",
            run: .live(roseToThreshold)),
        Check(
            "RT09", "appetite or tolerance exceeded", .warning, needs: [.appetite],
            reader: .nonExecutive,
            why: "The board said how much risk of this domain it is willing to take.",
            advice: "Ask what brings it back, by when, and who accepts it until then.",
            run: .live(appetiteExceeded)),
        Check(
            "RT17", "principal risk scored below its highest linked operational risk", .warning,
            needs: [.framework], reader: .nonExecutive,
            why: "The assurance framework and the register tell the board two different stories "
                + "about the same risk.",
            advice: "Score the principal risk again, or say why the linked risk does not lift it.",
            run: .live(belowLinked)),
        Check(
            "RT18", "extract lacks risks on a register, or has shrunk", .error,
            needs: [.history], reader: .riskLead,
            limit: "percent; else the shrink limit of the rulebook",
            why: "A filter that somebody set in the risk system looks the same as risks that went "
                + "away.",
            advice: "Export again without a filter, or have each missing risk closed there.",
            run: .register(shrunkExtract)),
        Check(
            "RT19", "principal risk on no register", .error, needs: [.framework],
            reader: .auditChair,
            why: "A line of the framework that is below the threshold and neither held nor a theme "
                + "is printed nowhere: most often its basis was left out.",
            advice: "Record its basis in the framework: held, or theme.",
            run: .live(principalNowhere)),
    ]

    /// RT19: an open line of the framework that stands on no register.
    private static func principalNowhere(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard state.key.level == .principal, state.status == .open,
            state.standing.memberships.isEmpty
        else { return [] }
        let score = state.score.map { "scored \($0)" } ?? "without a score"
        return [
            context.finding(
                state, "a line of the framework, \(score), with no basis: it is on no register",
                field: "basis")
        ]
    }

    /// RT01: the rules put it on the high level register; the export's own mark does not.
    private static func notMarkedHighLevel(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let register = context.highLevel?.id, state.record.markedRegisters != nil,
            state.outcome.entitlements.contains(where: { $0.register == register }),
            !state.record.marks(register)
        else { return [] }
        let score = state.score.map { "score \($0): " } ?? ""
        return [
            context.finding(
                state, "\(score)the rules put it on \(register); the export does not mark it",
                field: "registers")
        ]
    }

    /// RT02: marked as on the high level register, and neither rule nor ruling keeps it there.
    private static func markedWithoutReason(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let register = context.highLevel?.id, state.record.marks(register),
            !state.isOn(register)
        else { return [] }
        let score = state.score.map { "score \($0)" } ?? "no score"
        return [
            context.finding(
                state, "the export marks it as on \(register); \(score), and no reason is recorded",
                field: "registers")
        ]
    }

    /// RT03: on the assurance framework by rule, not marked there, and nobody has confirmed it.
    private static func notMarkedFramework(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let register = context.assuranceFramework?.id, state.key.level == .operational,
            state.record.markedRegisters != nil, !state.record.marks(register),
            state.standing.membership(of: register)?.basis == .rule,
            !state.standing.confirmed.contains(register)
        else { return [] }
        let score = state.score.map { "score \($0) and " } ?? ""
        let objectives = Wording.list(
            state.outcome.objectives.strategic + state.outcome.objectives.unknown)
        return [
            context.finding(
                state,
                "\(score)\(objectives) put it on \(register); the export does not mark it and no "
                    + "decision is recorded",
                field: "registers")
        ]
    }

    /// RT04: on the assurance framework, and no objective is recorded.
    private static func frameworkWithoutObjective(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let register = context.assuranceFramework?.id, state.isOn(register),
            state.outcome.objectives.isBlank
        else { return [] }
        return [
            context.finding(
                state, "on \(register) with no objective recorded", field: "objectives")
        ]
    }

    /// RT05: a current strategic objective that no live risk names.
    private static func objectiveWithoutRisk(_ context: CheckContext) -> [Finding] {
        guard let framework = context.view.framework else { return [] }
        var named = Set<String>()
        for state in context.index.live {
            for code in state.record.objectives {
                if let objective = framework.objective(named: code) { named.insert(objective.id) }
            }
        }
        return framework.objectives.compactMap { objective in
            guard objective.kind == .strategic, objective.isCurrent(on: context.asAt),
                !named.contains(objective.id)
            else { return nil }
            return context.finding(
                about: .objective(objective.id), "no open risk names this strategic objective",
                owner: framework.executiveRole(objective.owner))
        }
    }

    /// RT07: the rules no longer put it on a register, and no ruling has taken it off.
    ///
    /// One finding a risk, however many registers wait. Vanished risks are ID03.
    private static func stepDownNotAgreed(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard state.status == .open else { return [] }
        let waiting = state.standing.proposals.filter { $0.kind == .deescalate }
        guard let first = waiting.first else { return [] }
        let registers = Wording.list(waiting.map(\.register))
        let needs = waiting.map(\.needs).filter { !$0.isEmpty }.reduce(into: [String]()) {
            if !$0.contains(Wording.body($1)) { $0.append(Wording.body($1)) }
        }
        let by = needs.isEmpty ? "" : " by \(Wording.list(needs))"
        let since = waiting.map(\.since).min() ?? first.since
        return [
            context.finding(
                state,
                "\(first.reason); stays on \(registers) until step-down is agreed\(by); waiting "
                    + "since \(since.inWords)")
        ]
    }

    /// RT08: below the threshold in the extract before, at it now.
    private static func roseToThreshold(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard let before = state.before?.standing, before.status == .open,
            let was = before.outcome.score, let score = state.score,
            !before.outcome.isAtThreshold, state.outcome.isAtThreshold
        else { return [] }
        return [context.finding(state, "rose from \(was) to \(score) and is at the threshold")]
    }

    /// RT09: above the tolerance, or else the appetite, of its domain.
    ///
    /// A tolerance is tested on the score that the framework names: some trusts test the target.
    private static func appetiteExceeded(
        _ context: CheckContext, _ state: RiskState
    ) -> [Finding] {
        guard let domain = state.record.domain?.folded, !domain.isEmpty,
            let appetite = context.view.framework?.appetites.first(where: {
                $0.domain.folded == domain
            })
        else { return [] }
        let kind = appetite.toleranceKind
        let tested: Int? =
            switch kind {
            case .current: state.score
            case .initial, .target: state.record.entry(kind).highest
            }
        if let tolerance = appetite.tolerance, let tested, tested > tolerance {
            return [
                context.finding(
                    state,
                    "\(kind.rawValue) score \(tested) is above the tolerance of \(tolerance) for "
                        + appetite.domain)
            ]
        }
        guard let limit = appetite.appetite, let score = state.score, score > limit else {
            return []
        }
        let word = appetite.word.map { " (\($0))" } ?? ""
        return [
            context.finding(
                state,
                "current score \(score) is above the appetite of \(limit) for "
                    + "\(appetite.domain)\(word)")
        ]
    }

    /// RT17: a principal risk with a score below that of an operational risk linked to it.
    private static func belowLinked(_ context: CheckContext, _ state: RiskState) -> [Finding] {
        guard state.key.level == .principal, state.hasOwnScores else { return [] }
        let linked = (context.index.linked[state.key.id] ?? []).filter { $0.score != nil }
        guard let highest = linked.max(by: { ($0.score ?? 0) < ($1.score ?? 0) }),
            let theirs = highest.score, theirs > state.score ?? 0
        else { return [] }
        let first = linked.first { $0.score == theirs } ?? highest
        let own = state.score.map { "scores \($0)" } ?? "has no score"
        return [
            context.finding(
                state, "\(own); linked \(context.label(first.key)) scores \(theirs)",
                field: "current score")
        ]
    }

    /// RT18: risks on a register are missing from the newest extract, or open risks fell by more than the set share.
    private static func shrunkExtract(_ context: CheckContext) -> [Finding] {
        guard let newest = context.view.newest, let previous = context.view.previous else {
            return []
        }
        var found: [Finding] = []
        let missing = context.view.risks.filter {
            $0.status == .vanished && !$0.standing.memberships.isEmpty
        }
        if !missing.isEmpty {
            let shown = missing.prefix(20).map { context.label($0.key) }.joined(separator: ", ")
            let more = missing.count > 20 ? " and \(missing.count - 20) more" : ""
            let risks = Wording.count(missing.count, "risk")
            found.append(
                context.finding(
                    about: .extract(newest.asAt),
                    "lacks \(risks) that \(missing.count == 1 ? "is" : "are") on a register: "
                        + shown + more))
        }
        let isSameSlot =
            newest.organisation == previous.organisation && newest.source == previous.source
            && newest.scope == previous.scope
        let (was, now) = (previous.balance.open, newest.balance.open)
        let limit = context.setting.limit ?? context.view.rulebook.shrinkLimitPercent
        if isSameSlot, was > 0, now < was, (was - now) * 100 > limit * was {
            found.append(
                context.finding(
                    about: .extract(newest.asAt),
                    "open risks fell from \(was) to \(now), by more than \(limit)%"))
        }
        return found
    }
}

extension Balance {
    /// Records that are not closed.
    var open: Int { routed + belowThreshold + unapproved + unroutable }
}
