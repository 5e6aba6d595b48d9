import RiskRegister
import Texts
import XML

/// What is said once for a group of records: a directorate around its risks, as reports nest them.
///
///     <Group1 Directorate="Adults">...<Detail id="7"/>      // as if the record said Directorate="Adults"
///     <Directorate name="Adults"><Risk/></Directorate>     // the same: what is named is the element
///
/// A value counts where the mapping knows its name as something that risks share, and the record has nothing of its own
/// there. Ids, titles and scores are never shared: a section's own id is no risk's. What does not count is told.
struct GroupValues {
    private let mapping: CompiledMapping
    private var last: [XMLGroupValue] = []
    private var shared: [(raw: RawField, field: MappedField)] = []
    private var applied: [String: Int] = [:]
    private var untold: Set<String> = []

    init(_ mapping: CompiledMapping) { self.mapping = mapping }

    /// The fields that records may share.
    static let fields: Set<MappedField> = [
        .type, .subtype, .domain, .source, .objectives, .principalRisk, .directorate, .location,
        .owner, .leadExecutive, .status, .approval, .registers,
    ]
    /// Names that say no more than that the element has one.
    private static let generic: Set<String> = ["name", "label", "caption", "value", "text"]

    /// What a value is called: by its own name, or by its element's where its name says nothing.
    static func name(of value: XMLGroupValue) -> String {
        generic.contains(value.name.lowercased()) ? value.element : value.name
    }

    /// Takes what the elements around the next record say; the result is what counts of it.
    @discardableResult
    mutating func take(_ group: [XMLGroupValue]) -> [(raw: RawField, field: MappedField)] {
        guard group != last else { return shared }
        last = group
        shared = []
        for value in group where !value.text.allSatisfy(\.isWhitespace) {
            let name = GroupValues.name(of: value)
            if case .whole(let target)? = mapping.known(name),
                let field = mapping.targets[target].field?.field, GroupValues.fields.contains(field)
            {
                // The innermost speaks last.
                shared.removeAll { $0.field == field }
                shared.append((RawField(name: name, text: value.text), field))
            } else if !isHead(name) {
                untold.insert(name)
            }
        }
        return shared
    }

    private func isHead(_ name: String) -> Bool {
        let names = mapping.mapping.extractDay + mapping.mapping.organisationNames
        return names.contains { $0.lettersAndDigits == name.lettersAndDigits }
    }

    /// A record's fields, with what its group says and it does not.
    mutating func fields(_ record: borrowing XMLRecord) -> [RawField] {
        var fields = RecordShape.fields(record)
        guard !shared.isEmpty else { return fields }
        var own: Set<MappedField> = []
        for field in fields where !field.text.allSatisfy(\.isWhitespace) {
            if case .whole(let target)? = mapping.known(field.name),
                let known = mapping.targets[target].field?.field
            {
                own.insert(known)
            }
        }
        for (raw, field) in shared where !own.contains(field) {
            fields.append(raw)
            applied[raw.name, default: 0] += 1
        }
        return fields
    }

    /// What to say about it.
    var notes: [ShapeNote] {
        var notes = applied.sorted { $0.key < $1.key }.map { name, count in
            ShapeNote(
                message:
                    "\(XMLError.oneLine(name)) of \(count) record\(count == 1 ? "" : "s") is said once for a group "
                    + "of them",
                advice: "Look whether it was meant for each of them.")
        }
        if !untold.isEmpty {
            let names = untold.sorted().prefix(8).map { XMLError.oneLine(String($0.prefix(40))) }
            notes.append(
                ShapeNote(
                    message:
                        "said once for groups of records, and not read: \(names.joined(separator: ", "))"
                        + (untold.count > names.count ? ", and more" : ""),
                    advice: "Have the export write it on each record, if it matters."))
        }
        return notes
    }
}
