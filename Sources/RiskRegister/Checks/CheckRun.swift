/// One run of the checks over a view, in two parts: what lasts, and what follows from the day asked.
///
///     let run = CheckRun(on: view, about: .risks([key]))
///     let kept = run.lasting()              // can be stored until record, rules or framework change
///     let all = run.findings(besides: kept) // for the view's day, sorted, with what people accepted
package struct CheckRun: Sendable {
    /// Checks that could not run, or only in part, with the reason, by code.
    package let notRun: [NotRun]
    private let view: RegisterView
    private let index: CheckIndex
    /// The actions asked about, in order.
    private let actions: [ActionRecord]
    /// The checks that can run, as the rulebook sets them.
    private let checks: [(check: Check, setting: FindingSetting)]

    /// Decides which checks can run, and makes the indexes that they share.
    ///
    /// - Parameters:
    ///   - view: The register on a day. Asked about some risks it may hold these alone, with what
    ///     `Dependence.Part` names for them.
    ///   - subjects: What is asked about; nil: everything, or the risks that a narrowed view holds.
    ///   - facts: What is asked of the organisation as a whole, for a view that does not hold all.
    package init(
        on view: RegisterView, about subjects: CheckSubjects? = nil, facts: OrganisationFacts? = nil
    ) {
        self.view = view
        let held =
            view.selection.isEverything
            ? CheckSubjects.everything : .risks(Set(view.allRisks.map(\.key)))
        index = CheckIndex(view, about: subjects ?? held, facts: facts)
        actions = index.sortedAskedActions()
        var checks: [(check: Check, setting: FindingSetting)] = []
        var notRun: [NotRun] = []
        for check in Checks.catalogue {
            let setting = view.rulebook.setting(check.code, default: check.severity)
            guard setting.isOn else {
                notRun.append(NotRun(code: check.code, reason: "switched off by the rulebook"))
                continue
            }
            let lack = check.needs.lazy
                .compactMap { Lack.of($0, in: view, marks: facts?.marks) }.first
            if let lack {
                notRun.append(NotRun(code: check.code, reason: lack.reason))
                if !lack.runsInPart { continue }
            }
            if let limit = check.limit, limit.otherwise == nil, setting.limit == nil {
                notRun.append(NotRun(code: check.code, reason: "the rulebook sets no limit"))
                continue
            }
            checks.append((check, setting))
        }
        self.checks = checks
        self.notRun = notRun.sorted { $0.code < $1.code }
    }

    /// Everything that is found on the view's day: by severity, code and subject.
    package func findings() -> [Finding] { findings(besides: lasting()) }

    /// What does not depend on the day asked, in no order and not yet accepted by anybody: what
    /// reading found, and what the checks that do not look at the day find (`Dependence.isLasting`).
    ///
    /// It holds as long as the subjects, the rulebook and the parts that the checks declare are the same.
    package func lasting() -> [Finding] {
        look(Checks.gathered(view, index)) { $0.isLasting }
    }

    /// What lasts, with what follows from the day asked: sorted, and marked where people accepted it.
    ///
    /// - Parameter lasting: What `lasting()` gave, now or when it was stored; it may hold more about
    ///   the subjects, as what follows from the organisation as a whole.
    /// - Returns: Findings by severity, code and subject.
    package func findings(besides lasting: [Finding]) -> [Finding] {
        var found = look(lasting) { !$0.isLasting }
        Acceptances(view.rulings, on: view.asAt).mark(&found)
        return Checks.sorted(found)
    }

    /// What was found before, and what the chosen checks find.
    private func look(
        _ found: [Finding], _ isChosen: (Dependence) -> Bool
    ) -> [Finding] {
        var found = found
        let looks = Looks(
            checks.filter { isChosen($0.check.dependsOn) }, view, index, RaisedFindings(found))
        // A risk at a time, so that a large register is walked once, not once a check.
        if !looks.everyRisk.isEmpty {
            for state in index.asked {
                for (context, look) in looks.everyRisk { found += look(context, state) }
            }
        }
        if !looks.live.isEmpty {
            for state in index.asked where CheckIndex.isLive(state) {
                for (context, look) in looks.live { found += look(context, state) }
            }
        }
        if !looks.action.isEmpty {
            for action in actions {
                let state = action.riskID.flatMap(index.risk)
                for (context, look) in looks.action { found += look(context, action, state) }
            }
        }
        if index.subjects.includesOrganisation {
            for (context, look) in looks.register { found += look(context) }
        }
        let rulings = looks.ruling.isEmpty ? [] : view.rulings.filter(index.asks(about:))
        if !rulings.isEmpty {
            let raised = RaisedFindings(found, areAccepted: true)
            for (context, look) in looks.ruling {
                let context = context.after(raised)
                for ruling in rulings { found += look(context, ruling) }
            }
        }
        return found
    }
}

/// The functions of some checks by what they look at, each with what it sees.
private struct Looks {
    var live: [(CheckContext, @Sendable (CheckContext, RiskState) -> [Finding])] = []
    var everyRisk: [(CheckContext, @Sendable (CheckContext, RiskState) -> [Finding])] = []
    var action: [(CheckContext, @Sendable (CheckContext, ActionRecord, RiskState?) -> [Finding])] =
        []
    var register: [(CheckContext, @Sendable (CheckContext) -> [Finding])] = []
    var ruling: [(CheckContext, @Sendable (CheckContext, Ruling) -> [Finding])] = []

    init(
        _ checks: [(check: Check, setting: FindingSetting)], _ view: RegisterView,
        _ index: CheckIndex, _ raised: RaisedFindings
    ) {
        var first: CheckContext?
        for (check, setting) in checks {
            let context =
                first?.of(check, setting)
                ?? CheckContext(check, setting, view: view, index: index, raised: raised)
            first = context
            for look in check.looks {
                switch look {
                case .live(let function): live.append((context, function))
                case .everyRisk(let function): everyRisk.append((context, function))
                case .action(let function): action.append((context, function))
                case .register(let function): register.append((context, function))
                case .ruling(let function): ruling.append((context, function))
                }
            }
        }
    }
}
