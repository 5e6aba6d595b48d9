extension PersonalData {
    /// What one field may hold, and where: kept beside a record whose texts are left out.
    package struct Mark: Hashable, Sendable {
        /// A kind, and at which character of the field, from 1.
        package struct Found: Hashable, Sendable {
            package var kind: Kind
            package var at: Int

            package init(_ kind: Kind, at: Int) {
                self.kind = kind
                self.at = at
            }
        }

        /// Two words that may name a person, whom the register may know.
        package struct Mention: Hashable, Sendable {
            package var pair: NamedPeople.Pair
            package var at: Int

            package init(_ pair: NamedPeople.Pair, at: Int) {
                self.pair = pair
                self.at = at
            }
        }

        /// The field's name.
        package var field: String
        /// What is known by its form, in the text's order.
        package var found: [Found]
        /// Who may be named, in the text's order; few of them are persons.
        package var mentions: [Mention]

        /// A field with what it may hold.
        package init(field: String, found: [Found], mentions: [Mention] = []) {
            self.field = field
            self.found = found
            self.mentions = mentions
        }

        /// What a field's text may hold; nil when there is nothing.
        package init?(field: String, text: String) {
            let (spans, mentions) = PersonalData.found(in: text)
            guard !spans.isEmpty || !mentions.isEmpty else { return nil }
            var counter = CharacterCounter(text)
            self.init(
                field: field,
                found: spans.map { Found($0.kind, at: counter.character(at: $0.bytes.lowerBound)) },
                mentions: [])
            counter = CharacterCounter(text)
            self.mentions = mentions.map {
                Mention($0.pair, at: counter.character(at: $0.bytes.lowerBound))
            }
        }

        /// What it may hold, where some persons are known, in the text's order.
        package func found(naming people: NamedPeople) -> [Found] {
            let named = mentions.filter { people.contains($0.pair) }
            guard !named.isEmpty else { return found }
            return (found + named.map { Found(.namedPerson, at: $0.at) }).sorted { $0.at < $1.at }
        }
    }
}

/// Numbers the characters of a text by its bytes, which are asked for in their order.
private struct CharacterCounter {
    private var bytes: String.UTF8View.Iterator
    private var place = 0
    private var characters = 0

    init(_ text: String) { bytes = text.utf8.makeIterator() }

    /// The character that begins at a byte, from 1; a character is a Unicode scalar.
    mutating func character(at byte: Int) -> Int {
        while place < byte, let next = bytes.next() {
            if next & 0xC0 != 0x80 { characters += 1 }
            place += 1
        }
        return characters + 1
    }
}

extension RegisterView {
    /// Everybody whom the texts of its risks and actions may name by two words.
    package var mentions: Set<NamedPeople.Pair> {
        var pairs: Set<NamedPeople.Pair> = []
        func add(_ marks: [PersonalData.Mark]) {
            for mark in marks { pairs.formUnion(mark.mentions.lazy.map(\.pair)) }
        }
        for state in allRisks where state.status == .open { add(state.personalData) }
        for action in actions ?? [] { add(action.personalData) }
        return pairs
    }
}

extension RiskState {
    /// Where the texts of a risk, and of its line of the framework, may hold personal data.
    package var personalData: [PersonalData.Mark] {
        guard let line = principal else { return record.personalData }
        let texts: [(field: String, text: String?)] = [
            ("controls", line.controls.map(\.text).joined(separator: "\n")),
            ("assurance", line.allAssurances.map(\.text).joined(separator: "\n")),
            ("gaps", line.gaps.map(\.text).joined(separator: "\n")), ("note", line.note),
        ]
        return record.personalData
            + texts.compactMap { field, text in
                text.flatMap { PersonalData.Mark(field: field, text: $0) }
            }
    }
}

extension ActionRecord {
    /// Where its texts may hold personal data.
    package var personalData: [PersonalData.Mark] {
        [("action", text), ("action progress", progress ?? "")]
            .compactMap { PersonalData.Mark(field: $0, text: $1) }
    }
}
