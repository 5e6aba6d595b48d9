/// The part of a register that an extract speaks for.
package enum ExtractScope: Hashable, Sendable, CustomStringConvertible {
    /// Every risk of the organisation's source.
    case all
    /// Only risks whose field has this value ("directorate", "Adults").
    case part(field: String, value: String)

    /// "all", or "directorate=Adults".
    package var description: String {
        switch self {
        case .all: "all"
        case .part(let field, let value): "\(field)=\(value)"
        }
    }

    /// Whether a record lies within the scope, by its typed field.
    package func covers(_ record: RiskRecord) -> Bool {
        guard case .part(let field, let value) = self else { return true }
        return switch field.folded {
        case "directorate": record.directorate?.folded == value.folded
        case "owner": record.owner?.folded == value.folded
        case "type": record.type?.folded == value.folded
        case "source": record.source?.folded == value.folded
        default: false
        }
    }

    /// The fields by which an extract can be limited.
    package static let fields = ["directorate", "owner", "type", "source"]
}

/// One file of an extract.
package struct ExtractFile: Hashable, Sendable {
    /// The file's name without its folder.
    package var name: String
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    package var sha256: String
    /// Its size in bytes.
    package var bytes: Int
    /// What it holds.
    package var kind: SourceMapping.Kind
    /// The encoding it was read in ("UTF-8", "windows-1252").
    package var encoding: String
    /// The SHA-256 of the mapping it was read with.
    package var mapping: String
    /// The order of numeric dates that was decided for the file.
    package var dateOrder: SourceMapping.DateOrder

    /// A file that was read.
    package init(
        name: String, sha256: String, bytes: Int, kind: SourceMapping.Kind, encoding: String,
        mapping: String, dateOrder: SourceMapping.DateOrder
    ) {
        self.name = name
        self.sha256 = sha256
        self.bytes = bytes
        self.kind = kind
        self.encoding = encoding
        self.mapping = mapping
        self.dateOrder = dateOrder
    }
}

/// The account of every record of an extract; it always balances.
///
/// records = routed + belowThreshold + closed + unapproved + unroutable + rejected
package struct Balance: Hashable, Sendable {
    /// Records by their own outcome on the extract's day.
    package var routed = 0
    /// Scored below the threshold.
    package var belowThreshold = 0
    /// Closed in the source.
    package var closed = 0
    /// Not finally approved.
    package var unapproved = 0
    /// No score that can be used.
    package var unroutable = 0
    /// The second record of an id that occurs twice: kept raw, not a risk of its own.
    package var rejected = 0
    /// All records of the files.
    package var records = 0
    /// Risks that stay on a register though their own outcome no longer puts them there; counted besides.
    package var keptOnRegister = 0

    /// A balance of no records.
    package init() {}

    /// The count of one routing.
    package subscript(routing: Routing) -> Int {
        get {
            switch routing {
            case .routed: routed
            case .belowThreshold: belowThreshold
            case .closed: closed
            case .unapproved: unapproved
            case .unroutable: unroutable
            }
        }
        set {
            switch routing {
            case .routed: routed = newValue
            case .belowThreshold: belowThreshold = newValue
            case .closed: closed = newValue
            case .unapproved: unapproved = newValue
            case .unroutable: unroutable = newValue
            }
        }
    }

    /// Every record is accounted for.
    package var balances: Bool {
        routed + belowThreshold + closed + unapproved + unroutable + rejected == records
    }
}

/// One import as the register holds it: its day, files, counts and place in the chain.
package struct ExtractSummary: Hashable, Sendable {
    /// Its sequence in the chain; 0 while it is not stored.
    package var sequence = 0
    /// The day it speaks for.
    package var asAt: Day
    /// The organisation.
    package var organisation: String
    /// The source system.
    package var source: String
    /// What it covers.
    package var scope: ExtractScope
    /// Its files.
    package var files: [ExtractFile] = []
    /// The instant of storing, ISO 8601 UTC.
    package var recordedAt = ""
    /// The software that stored it.
    package var software = ""
    /// It holds risk records.
    package var hasRisks = false
    /// It holds actions.
    package var hasActions = false
    /// It holds an assurance framework.
    package var hasFramework = false
    /// The sequence of the extract of the same day, source and scope that it supersedes.
    package var supersedes: Int?
    /// The sequence of the extract that superseded it.
    package var supersededBy: Int?
    /// The account of its records.
    package var balance = Balance()
    /// Records first seen in it.
    package var new = 0
    /// Records that differ from the extract before.
    package var changed = 0
    /// Records equal to the extract before.
    package var unchanged = 0
    /// Risks of the extract before, not closed, that it lacks.
    package var vanished = 0
    /// Values repaired on reading (characters, encodings, double escapes).
    package var repaired = 0
    /// Elements that no mapping names, sorted.
    package var unmapped: [String] = []
    /// Encodings of its files, sorted, without repeats.
    package var encodings: [String] { Array(Set(files.map(\.encoding))).sorted() }
    /// What reading it had to say about its files (RD01 ...).
    package var findings: [Finding] = []

    /// An extract that has not been stored.
    package init(asAt: Day, organisation: String, source: String, scope: ExtractScope) {
        self.asAt = asAt
        self.organisation = organisation
        self.source = source
        self.scope = scope
    }
}

extension Balance {
    /// Records that are not closed.
    var open: Int { routed + belowThreshold + unapproved + unroutable }
}
