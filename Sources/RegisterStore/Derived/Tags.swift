import Digests
import RiskRegister

/// What a question may choose operational risks by, as one number each.
///
/// Numbers are made of the organisation and the folded text, so that two organisations never share
/// one. They only choose what is read: whether a risk is meant is decided by what is read of it.
enum Tag {
    /// On a register, by rule, held or kept.
    case register(String)
    /// A proposal waits for a person.
    case waiting
    /// Who is responsible: the owner, or where there is none the lead executive.
    case responsible(String)
    /// The directorate.
    case directorate(String)
    /// The export marks it as on a register.
    case mark(String)
    /// Live, with this local reference.
    case reference(String)
    /// Live, and it names this objective.
    case objective(String)
    /// Live, and it names this principal risk.
    case principal(String)
    /// A person whom it names as its owner or manager, by a pair of names.
    case person(NamedPeople.Pair)
    /// A hold was released, and what it silenced is asked on the day of the next event.
    case asksAgain

    private var parts: (kind: UInt8, text: String) {
        switch self {
        case .register(let id): (0, id)
        case .waiting: (1, "")
        case .responsible(let name): (2, name.folded)
        case .directorate(let name): (3, name.folded)
        case .mark(let register): (4, register.folded)
        case .reference(let reference): (5, reference.folded)
        case .objective(let code): (6, code.folded)
        case .principal(let id): (7, id)
        case .asksAgain: (8, "")
        case .person(let pair): (9, String(pair, radix: 36))
        }
    }

    /// The tags of an operational risk at a point, each once.
    static func all(_ record: RiskRecord, _ standing: Standing) -> [Tag] {
        var tags: [Tag] = standing.memberships.map { .register($0.register) }
        if !standing.proposals.isEmpty { tags.append(.waiting) }
        if standing.asksAgain { tags.append(.asksAgain) }
        if let name = record.responsible { tags.append(.responsible(name)) }
        tags += persons(record).map { .person($0) }
        if let name = record.directorate, !name.folded.isEmpty { tags.append(.directorate(name)) }
        tags += (record.markedRegisters ?? []).map { .mark($0) }
        guard standing.isLive else { return tags }
        if let reference = record.reference, !reference.folded.isEmpty {
            tags.append(.reference(reference))
        }
        tags += record.objectives.map { .objective($0) }
        if let id = record.principalRisk { tags.append(.principal(id)) }
        return tags
    }

    /// Whom a record names; a name and an initial are two.
    private static func persons(_ record: RiskRecord) -> Set<NamedPeople.Pair> {
        [record.owner, record.leadExecutive].compactMap { $0 }
            .reduce(into: []) { $0.formUnion(NamedPeople.pairs(of: $1)) }
    }

    /// Makes the numbers of an organisation's tags, and remembers those that occur again and again.
    struct Numbers {
        private let organisation: String
        private var known: [String: [UInt8: Int64]] = [:]
        private static let limit = 20_000

        init(_ organisation: String) { self.organisation = organisation }

        mutating func number(_ tag: Tag) -> Int64 {
            let (kind, text) = tag.parts
            if let number = known[text]?[kind] { return number }
            var writer = ByteWriter(capacity: 64)
            writer.byte(kind)
            writer.text(organisation)
            writer.text(text)
            let number = SHA256.digest(writer.bytes).bytes.prefix(8)
                .reduce(Int64(0)) { $0 << 8 | Int64($1) }
            // References are nearly all different, and would push out what is worth remembering.
            if case .reference = tag { return number }
            if known.count >= Numbers.limit { known.removeAll() }
            known[text, default: [:]][kind] = number
            return number
        }
    }
}
