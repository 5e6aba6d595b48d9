package import RiskRegister

/// What of the register's knowledge counts: only what was in it by then.
package enum KnownAt: Hashable, Sendable {
    /// Entries of the chain up to this sequence.
    case sequence(Int)
    /// Entries recorded at or before this instant, ISO 8601 UTC.
    case time(String)
}

/// One link of the chain: an import, a ruling, a rulebook or a paper.
package struct ChainEntry: Hashable, Sendable {
    /// What was recorded.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// An extract of one or more files.
        case `import`
        /// A person's decision.
        case ruling
        /// A version of the rules came in.
        case rulebook
        /// A paper was issued.
        case paper
        /// A text was taken out of every version of a record.
        case erasure
        /// An import, a ruling or a withdrawal was taken back.
        case withdrawal
    }

    /// Its place in the chain, from 1.
    package var sequence: Int
    /// What was recorded.
    package var kind: Kind
    /// The instant of storing, ISO 8601 UTC.
    package var recordedAt: String
    /// SHA-256 over what it recorded, 64 hexadecimal digits.
    package var payload: String
    /// SHA-256 over it and the link before, 64 hexadecimal digits: who knows it can prove all history up to here.
    package var link: String

    /// A link of the chain.
    package init(sequence: Int, kind: Kind, recordedAt: String, payload: String, link: String) {
        self.sequence = sequence
        self.kind = kind
        self.recordedAt = recordedAt
        self.payload = payload
        self.link = link
    }
}

/// Everything the register knows of one risk.
package struct RiskHistory: Sendable {
    /// The risk.
    package var key: RiskKey
    /// Where it stood at the end of each day on which anything changed, oldest first.
    package var points: [Timeline.Point]
    /// The rulings on it, by date, then sequence.
    package var rulings: [Ruling]

    /// A history.
    package init(key: RiskKey, points: [Timeline.Point], rulings: [Ruling]) {
        self.key = key
        self.points = points
        self.rulings = rulings
    }
}

/// What verifying the register found.
package struct VerifyReport: Hashable, Sendable {
    /// One thing that is not as it was stored.
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// The table or part concerned ("rawRecord", "entry", "point").
        package var table: String
        /// The row ("17", "HCT:2101 on 2026-06-30"); empty when it is the whole table.
        package var row: String
        /// What is wrong, as a clause without a full stop.
        package var what: String

        /// "rawRecord 17: its content does not match its digest".
        package var description: String {
            "\(table)\(row.isEmpty ? "" : " \(row)"): \(what)"
        }

        /// A problem.
        package init(table: String, row: String, what: String) {
            self.table = table
            self.row = row
            self.what = what
        }
    }

    /// Everything found, truth first; empty when all is well.
    package var problems: [Problem] = []
    /// Entries of the chain.
    package var entries = 0
    /// Raw records checked.
    package var records = 0
    /// Rows of truth checked, raw records included.
    package var rows = 0
    /// Risks derived again.
    package var risks = 0
    /// Derived points compared.
    package var points = 0
    /// What was erased, whose digests are kept: by entry.
    package var erasures: [Erasure] = []
    /// The last link of the chain, 64 hexadecimal digits; empty for an empty register.
    package var head = ""

    /// Nothing is wrong.
    package var isSound: Bool { problems.isEmpty }

    /// A report of nothing.
    package init() {}
}
