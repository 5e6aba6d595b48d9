/// Looks for what may be personal data in free text: which kinds, and where; never the content.
///
///     PersonalData.spans(in: "Seen by Dr Patel, call 01992 555 123")
///     // [name at 8..<16, phone at 23..<36], by bytes of UTF-8
///
/// It is a scan of characters, not a proof: it finds forms that only people's data usually have, and the persons
/// whom the export itself names (``NamedPeople``). There is no list of names: those at hand miss the names of
/// half of an NHS trust's staff, and take Ward, Young and Price for people.
package enum PersonalData {
    /// A kind of personal data, by its form.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Ten digits whose last is the check digit of an NHS number, or any ten after those words.
        case nhsNumber = "NHS number"
        /// name@host.tld.
        case email = "email address"
        /// A UK number of ten or eleven digits, or one with +44.
        case phone = "phone number"
        /// A UK postcode, with its space.
        case postcode = "postcode"
        /// The words "date of birth", "DOB" or "born on", with the date behind them.
        case dateOfBirth = "date of birth"
        /// A title and a surname: "Mrs Okafor".
        case name = "person's name"
        /// A person whom a field of the export names: "Jo Bloggs", "J. Bloggs".
        case namedPerson = "name of a person in the register"
    }

    /// Where a text holds what may be personal data.
    package struct Span: Hashable, Sendable {
        /// The kind.
        package var kind: Kind
        /// The bytes of the text's UTF-8.
        package var bytes: Range<Int>

        /// A span.
        package init(_ kind: Kind, _ bytes: Range<Int>) {
            self.kind = kind
            self.bytes = bytes
        }
    }

    /// What a text may hold, in its order.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - people: The persons whom the register names.
    /// - Returns: Spans that do not overlap.
    package static func spans(in text: String, naming people: NamedPeople = .none) -> [Span] {
        let (forms, mentions) = found(in: text)
        let named = mentions.filter { people.contains($0.pair) }
            .map { Span(.namedPerson, $0.bytes) }
        return (forms + named).sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
    }

    /// What is known by its form, and who may be named besides: a name behind a title is known already.
    static func found(in text: String) -> (forms: [Span], mentions: [NamedPeople.Mention]) {
        let forms = forms(in: text)
        let mentions = NamedPeople.mentions(in: text).filter { mention in
            !forms.contains { $0.bytes.overlaps(mention.bytes) }
        }
        return (forms, mentions)
    }

    /// The kinds that a text may hold by its form alone, in the order of `Kind`.
    package static func kinds(in text: String) -> [Kind] {
        let found = Set(forms(in: text).map(\.kind))
        return Kind.allCases.filter(found.contains)
    }

    /// What a text may hold by its form alone.
    static func forms(in text: String) -> [Span] {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count > 3 else { return [] }
            var scan = PersonalDataScan(bytes: bytes)
            return scan.spans()
        }
    }
}
