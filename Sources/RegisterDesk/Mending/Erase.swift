import Intake
import RegisterStore
import RiskRegister
import Texts

/// Personal data is taken out of every stored version of a record: `baf erase`.
///
/// The history is only ever added to, but a person may have the right that a text goes (UK GDPR, article 17). The text
/// leaves; that it was there, who decided that it goes, and the digest that proves the rest stay.
package struct EraseRequest: DeskRequest {
    /// The risk's id, or an action's.
    package var id: String
    /// The organisation, where the register holds several.
    package var organisation: String?
    /// The field: one of ours ("description"), or a name of the export ("ram_notes").
    package var field: String
    /// Why.
    package var why: String
    /// Who decided it.
    package var by: String
    /// In what role.
    package var role: String

    /// A request to erase a field.
    package init(
        _ id: String, organisation: String? = nil, field: String, why: String, by: String,
        role: String
    ) {
        self.id = id
        self.organisation = organisation
        self.field = field
        self.why = why
        self.by = by
        self.role = role
    }

    package var capabilities: [Capability] { [.erase] }

    /// Fields that no score, day, register or identity follows from.
    private static let erasable: Set<MappedField> = [
        .title, .description, .controls, .gapsInControl, .assurance, .gapsInAssurance, .progress,
        .owner, .leadExecutive, .location, .actionText, .actionOwner, .actionProgress,
    ]

    package func answer(at visit: Visit) throws -> EraseAnswer {
        for (name, text) in [("--why", why), ("--by", by), ("--role", role), ("--field", field)]
        where text.onOneLine.isEmpty {
            throw DeskFailure(.usage, "\(name) says nothing; an erasure is accounted for")
        }
        let (kind, key, label) = try subject(at: visit)
        let erasure = try visit.store().erase(
            Erasure(
                organisation: key.organisation, kind: kind, id: key.id, field: field.onOneLine,
                by: by.onOneLine, role: role.onOneLine, why: why.onOneLine,
                recordedAt: visit.now.instant)
        ) { names, mappings in
            try chosen(among: names, mappings, label, isNameless: key.id.hasPrefix("?"))
        }
        guard erasure.versions > 0 else {
            throw DeskFailure(
                .refused,
                "\(label) holds no text in \(field): there is nothing to erase, or it was erased before"
            )
        }
        return EraseAnswer(erasure, label: label)
    }

    /// Whose record is meant: a risk's, else an action's.
    private func subject(
        at visit: Visit
    ) throws -> (SourceMapping.Kind, key: RiskKey, label: String) {
        let moment = Moment(organisations: organisation.map { [$0] } ?? [])
        let found: FoundRisk
        do {
            found = try visit.risk(id, moment, withFindings: false)
        } catch let failure as DeskFailure where failure.meaning == .missing {
            guard let action = try action(moment, visit) else { throw failure }
            return action
        }
        guard found.state.key.level == .operational else {
            throw DeskFailure(
                .refused,
                "\(found.label) is a line of the framework, whose text is one with its file\n"
                    + "Correct the framework and import it; where the line has a record of its own, erase that."
            )
        }
        return (.risks, found.state.key, found.label)
    }

    private func action(
        _ moment: Moment, _ visit: Visit
    ) throws -> (SourceMapping.Kind, key: RiskKey, label: String)? {
        let id = id.normalID
        // One that is in no newer file is in the register all the same.
        let owners = try visit.organisations(moment).filter {
            try visit.store().holds(.actions, id, of: $0)
        }
        guard owners.count <= 1 else {
            throw DeskFailure(
                .usage,
                "there is an action \(id) in more than one organisation: name it with --organisation"
            )
        }
        return owners.first.map {
            (.actions, RiskKey(organisation: $0, id: id), "action \(id)")
        }
    }

    /// The raw names that are meant, or why they must stay.
    private func chosen(
        among names: [String], _ mappings: [SourceMapping], _ label: String, isNameless: Bool
    ) throws -> Set<String> {
        let wanted = MappedNames.folded(field)
        var chosen: Set<String> = []
        for name in names {
            let fields = Set(mappings.compactMap { MappedNames.field(of: name, by: $0) })
            guard
                MappedNames.folded(name) == wanted
                    || fields.contains(where: { MappedNames.folded($0.rawValue) == wanted })
            else { continue }
            if let kept = fields.sorted().first(where: { !Self.erasable.contains($0) }) {
                throw DeskFailure(
                    .refused,
                    "\(name) is the \(kept.rawValue), from which scores, days or registers follow: it is not erased\n"
                        + "Correct it in the risk system; withdraw the import where it must not stand."
                )
            }
            if isNameless, !fields.isDisjoint(with: [.title, .description]) {
                throw DeskFailure(
                    .refused,
                    "\(label) has no id, and is followed by its title and description: neither is erased\n"
                        + "Give the risk an id in the risk system.")
            }
            chosen.insert(name)
        }
        guard !chosen.isEmpty else {
            let near = nearest(field, names + Self.erasable.map(\.rawValue).sorted()) {
                $0.lowercased()
            }
            throw DeskFailure(
                .missing,
                "\(label) has no field \(field)" + (near.map { "; did you mean \($0)?" } ?? "")
                    + "\nIts fields: \(names.prefix(40).joined(separator: ", "))")
        }
        return chosen
    }
}

/// What was erased.
package struct EraseAnswer: DeskAnswer {
    /// The entry of the chain.
    package var sequence: Int
    /// The risk or action, as it is called.
    package var id: String
    /// Whose it is.
    package var organisation: String
    /// The field, as it was named.
    package var field: String
    /// Of how many stored versions of the record.
    package var versions: Int
    /// Who decided it.
    package var by: String
    /// In what role.
    package var role: String
    /// Why.
    package var why: String

    package var document: EraseAnswer { self }

    init(_ erasure: Erasure, label: String) {
        sequence = erasure.sequence
        id = label
        organisation = erasure.organisation
        field = erasure.field
        versions = erasure.versions
        by = erasure.by
        role = erasure.role
        why = erasure.why
    }
}

extension EraseAnswer {
    /// "entry 12 erased description of 4107 in 3 versions, by A Lee, Risk lead: asked by the patient".
    package var sentence: String {
        "entry \(sequence) erased \(field) of \(id) in \(versions) version\(versions == 1 ? "" : "s"), by \(by), "
            + "\(role): \(why)"
    }
}
