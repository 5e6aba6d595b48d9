/// Something that a person may be allowed to do with a register.
package enum Capability: String, Hashable, Sendable, Codable, CaseIterable {
    /// Ask questions: risks, explanations, changes, findings, imports, trials.
    case ask
    /// Have a whole paper made.
    case makePapers = "make papers"
    /// Import extracts.
    case `import`
    /// Take an import or a ruling back.
    case withdraw
    /// Read earlier extracts anew by another mapping.
    case reread
    /// Put a version of the rules into force.
    case adopt
    /// Record what people ruled.
    case rule
    /// Mark a risk for publication.
    case mark
    /// Sign a statement or an assurance rating.
    case sign
    /// Record that a paper was issued to a meeting.
    case issue
    /// Remove personal data from every version.
    case erase
    /// Add, change and disable accounts.
    case managePeople = "manage people"
}

/// What a person is to a register.
package enum DeskRole: String, Hashable, Sendable, Codable, CaseIterable {
    /// Reads.
    case reader
    /// Reads, and edits own rows of the framework.
    case contributor
    /// A director: rules and signs.
    case executive
    /// Chairs a body: rules and signs.
    case chair
    /// Records a body's decisions, marks and issues.
    case secretary
    /// Runs the register: exports in, papers out.
    case riskLead = "risk lead"
    /// Reads everything and changes nothing.
    case auditor
    /// Keeps the accounts, and never rules.
    case administrator
}

extension Capability {
    /// Who may do what: the one table.
    ///
    /// An administrator is no reader by office: whoever is both has both roles.
    private static let table: [Capability: Set<DeskRole>] = [
        .ask: [
            .reader, .contributor, .executive, .chair, .secretary, .riskLead, .auditor,
        ],
        .makePapers: [
            .reader, .contributor, .executive, .chair, .secretary, .riskLead, .auditor,
        ],
        .import: [.riskLead],
        .withdraw: [.riskLead],
        .reread: [.riskLead],
        .adopt: [.riskLead],
        .rule: [.executive, .chair, .secretary, .riskLead],
        .mark: [.chair, .secretary],
        .sign: [.executive, .chair],
        .issue: [.secretary],
        .erase: [.riskLead],
        .managePeople: [.administrator],
    ]

    /// The roles that have it, in the order of `DeskRole`.
    package var roles: [DeskRole] {
        let having = Capability.table[self] ?? []
        return DeskRole.allCases.filter(having.contains)
    }

    /// The table as Markdown, for ARCHITECTURE.md.
    package static var markdown: String {
        let head = "| May | " + DeskRole.allCases.map(\.rawValue).joined(separator: " | ") + " |"
        let rule = "| --- |" + String(repeating: " --- |", count: DeskRole.allCases.count)
        let rows = Capability.allCases.map { capability in
            let cells = DeskRole.allCases.map { capability.roles.contains($0) ? "yes" : "" }
            return "| \(capability.rawValue) | " + cells.joined(separator: " | ") + " |"
        }
        return ([head, rule] + rows).joined(separator: "\n") + "\n"
    }
}
