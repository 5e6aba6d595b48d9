package import RiskRegister

/// What the checks found, and which did not run: `baf findings`.
package struct FindingsRequest: RepeatedRequest {
    package typealias Answer = FindingsAnswer

    /// The day, the knowledge, the organisations.
    package var moment: Moment
    /// Only what this owner should act on.
    package var owner: String?

    /// A question; nothing said stands for every finding.
    package init(_ moment: Moment = Moment(), owner: String? = nil) {
        self.moment = moment
        self.owner = owner
    }

    package var capabilities: [Capability] { [.ask] }

    package func find(at visit: Visit) throws -> FindingsAnswer {
        let views =
            try owner.map { try visit.views(moment, ownedBy: $0) }
            ?? visit.views(moment, texts: .none, withFindings: true)
        var answer = FindingsAnswer(basis: views.basis, findings: [], notRun: [], letters: [])
        for view in views.all {
            var findings = view.countedFindings
            if let owner {
                findings = try askedOnce(of: view, at: visit)
                findings.removeAll { $0.owner?.folded != owner.folded }
                guard !findings.isEmpty || view.hasOwner(owner) else { continue }
                answer.letters.append(
                    ChaseList.text(owner: owner, findings: findings, view: view))
            }
            answer.findings += findings.map { FindingLine($0, in: view) }
            answer.notRun += view.notRun.map {
                FindingsAnswer.NotRunLine(
                    organisation: view.organisation, code: $0.code, reason: $0.reason)
            }
        }
        if let owner, answer.letters.isEmpty {
            throw DeskFailure(
                .missing, "no risk has the owner \"\(owner)\"; `baf risks` shows the owners")
        }
        return answer
    }

    /// An owner's findings without those that are asked of a principal risk anyway, whose own record it is.
    private func askedOnce(of view: RegisterView, at visit: Visit) throws -> [Finding] {
        guard !view.ownRecords.isEmpty else { return view.findings }
        var moment = moment
        moment.organisations = [view.organisation]
        let lines = try visit.views(
            moment, selecting: RiskSelection(ids: view.ownRecords.lines), texts: .none,
            withFindings: true)
        let known = Set(view.findings)
        let others = lines.all.flatMap(\.findings).filter { !known.contains($0) }
        return view.ownRecords.once(view.findings + others)
    }
}

extension RegisterView {
    fileprivate func hasOwner(_ owner: String) -> Bool {
        allRisks.contains { $0.record.owner?.folded == owner.folded }
    }
}

/// What the checks found.
package struct FindingsAnswer: DeskAnswer {
    /// A check that could not run for lack of data.
    package struct NotRunLine: Codable, Hashable, Sendable {
        package var organisation: String
        package var code: String
        package var reason: String
    }

    /// What it speaks for.
    package var basis: AnswerBasis
    /// The findings, by organisation, severity and code.
    package var findings: [FindingLine]
    /// The checks that did not run.
    package var notRun: [NotRunLine]
    /// For an owner: what to ask of them, as a text for an email of each organisation.
    package var letters: [String]

    package var document: [FindingLine] { findings }

    /// There is an error-level finding that nobody has accepted.
    package var hasOpenErrors: Bool {
        findings.contains { $0.severity == .error && $0.acceptedUntil == nil }
    }
}

/// One finding; its fields are part of the public interface.
package struct FindingLine: Codable, Hashable, Sendable {
    package var code: String
    package var severity: Severity
    /// What it is about: a risk, an objective, an action, a file.
    package var id: String
    /// The risk that it concerns.
    package var risk: String?
    package var message: String
    package var advice: String
    package var field: String?
    package var owner: String?
    package var acceptedUntil: Day?
    package var acceptedWhy: String?

    init(_ finding: Finding, in view: RegisterView) {
        func label(_ id: String) -> String {
            view.isOneOfSeveral ? "\(view.organisation):\(id)" : id
        }
        code = finding.code
        severity = finding.severity
        switch finding.subject {
        case .risk, .objective, .action, .extract: id = label(finding.subject.id)
        case .ruling, .file: id = finding.subject.id
        }
        risk = finding.subject.riskID.map(label)
        message = finding.message
        advice = finding.advice
        field = finding.field
        owner = finding.owner
        acceptedUntil = finding.acceptedUntil
        acceptedWhy = finding.acceptedWhy
    }
}
