/// The persons whom an export's own owner, handler and manager fields name.
///
///     let people = NamedPeople(["O'Neil, Jo (Matron)", "Ward Manager"])
///     NamedPeople.mentions(in: "as Jo O'Neil said, the ward").map(\.pair).contains(where: people.contains)   // true
///
/// A person is known by a given name and a surname ("Jo O'Neil"), or by an initial and the surname ("J. O'Neil"); never by
/// a surname alone, which may be a ward or a price. Roles are no persons. The directors whom a board lists are
/// public, and left out by whoever makes the set.
package struct NamedPeople: Hashable, Sendable {
    /// A given name or initial and a surname, folded, as a number of 48 bits.
    package typealias Pair = UInt64

    private var pairs: Set<Pair>

    /// Nobody.
    package static let none = NamedPeople([])

    /// The persons whom texts of owner fields name.
    package init(_ names: some Sequence<String>) {
        pairs = names.reduce(into: []) { $0.formUnion(NamedPeople.pairs(of: $1)) }
    }

    /// Those who were found by their pairs.
    package init(pairs: Set<Pair>) { self.pairs = pairs }

    package func contains(_ pair: Pair) -> Bool { pairs.contains(pair) }

    /// Without others.
    package func without(_ others: NamedPeople) -> NamedPeople {
        NamedPeople(pairs: pairs.subtracting(others.pairs))
    }

    /// Where a text names somebody by two words, whoever it is.
    package struct Mention: Hashable, Sendable {
        /// Who.
        package var pair: Pair
        /// Where, by bytes of UTF-8.
        package var bytes: Range<Int>

        /// A mention.
        package init(pair: Pair, bytes: Range<Int>) {
            self.pair = pair
            self.bytes = bytes
        }
    }

    // MARK: - Names in owner fields

    /// How a person of an owner field may be named in a text; none for a role, a team or one word.
    package static func pairs(of field: String) -> Set<Pair> {
        var found: Set<Pair> = []
        // "Jo O'Neil (Matron)", "Jo O'Neil - Matron", "Jo O'Neil; Sam Ash".
        let parts = field.split { ";/()[]|&\n".contains($0) }
            .flatMap { $0.split(separator: #/ [-–—] /#) }
        for part in parts { found.formUnion(pairs(ofName: String(part))) }
        return found
    }

    private static func pairs(ofName name: String) -> Set<Pair> {
        let halves = name.split(separator: ",", maxSplits: 1)
        // "O'Neil, Jo" is how systems sort people.
        let ordered = halves.count == 2 ? "\(halves[1]) \(halves[0])" : name
        var words = ordered.split { $0 == " " || $0 == "." || $0 == "\t" || $0 == "\u{A0}" }
            .map(String.init)
        if let first = words.first, titles.contains(first.lowercased()) { words.removeFirst() }
        guard (2...4).contains(words.count), let last = words.last, let first = words.first,
            last.count >= 2, first.lowercased() != "ward",
            words.allSatisfy({ isNameWord($0) && !roleWords.contains($0.lowercased()) })
        else { return [] }
        var found: Set<Pair> = [pair(first, last), pair(String(first.prefix(1)), last)]
        if words.count > 2 { found.insert(pair(words[words.count - 2], last)) }
        return found
    }

    /// A capital letter, and letters behind it.
    private static func isNameWord(_ word: String) -> Bool {
        guard let first = word.first, first.isUppercase else { return false }
        return word.allSatisfy { $0.isLetter || "'’-".contains($0) }
    }

    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "rev",
    ]
    private static let roleWords: Set<String> = [
        "director", "manager", "head", "lead", "nurse", "officer", "chief", "matron", "team",
        "service", "services", "of", "and", "the", "for", "deputy", "associate",
        "assistant", "executive", "operations", "operational", "finance", "clinical", "medical",
        "nursing", "estates", "committee", "board", "group", "unit", "department", "general",
        "consultant", "sister", "governance", "quality", "safety", "risk", "coordinator",
        "secretary", "company", "trust", "division", "divisional", "directorate", "care",
        "pharmacist", "programme", "project", "human", "resources", "workforce", "information",
        "digital", "therapy", "therapies", "adult", "adults", "children", "community", "corporate",
        "none", "vacant", "unknown", "not", "applicable", "interim", "acting", "senior",
    ]

    // MARK: - Names in texts

    /// Everybody whom a text may name by two words, a given name or an initial and a surname.
    package static func mentions(in text: String) -> [Mention] {
        var text = text
        return text.withUTF8 { bytes in
            var found: [Mention] = []
            var before: Range<Int>?
            var place = 0
            while place < bytes.count {
                guard isLetter(bytes[place]) else {
                    place += 1
                    continue
                }
                let start = place
                while place < bytes.count, isLetter(bytes[place]) || joins(bytes, place) {
                    place += 1
                }
                let word = start..<place
                guard isCapital(bytes[start]) else {
                    before = nil
                    continue
                }
                if let first = before, isNear(bytes, first.upperBound, start), word.count >= 2 {
                    found.append(
                        Mention(
                            pair: pair(bytes[first], bytes[word]),
                            bytes: first.lowerBound..<word.upperBound))
                }
                before = word
            }
            return found
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
    }

    /// Beyond ASCII capitals are not told apart: a pair counts only when somebody bears it.
    private static func isCapital(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || byte >= 0x80
    }

    /// An apostrophe or hyphen between letters: O'Neil, Smith-Jones.
    private static func joins(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        guard bytes[place] == 0x27 || bytes[place] == 0x2D, place + 1 < bytes.count else {
            return false
        }
        return isLetter(bytes[place + 1])
    }

    /// A space, or a full stop and a space, lies between two words.
    private static func isNear(
        _ bytes: UnsafeBufferPointer<UInt8>, _ end: Int, _ start: Int
    ) -> Bool {
        let between = bytes[end..<start]
        return between.elementsEqual([0x20]) || between.elementsEqual([0x2E, 0x20])
            || between.elementsEqual([0x2E])
    }

    // MARK: - Pairs

    private static func pair(_ first: String, _ last: String) -> Pair {
        pair(Array(first.utf8), Array(last.utf8))
    }

    /// FNV-1a over the two words in small letters; the typographer's apostrophe counts as the typist's.
    private static func pair(
        _ first: some Collection<UInt8>, _ last: some Collection<UInt8>
    ) -> Pair {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        func addWord(_ word: some Collection<UInt8>) {
            var place = word.startIndex
            while place != word.endIndex {
                let byte = word[place]
                let next = word.index(after: place)
                if byte == 0xE2, word[next...].starts(with: [0x80, 0x99]) {
                    add(0x27)
                    place = word.index(next, offsetBy: 2)
                    continue
                }
                add((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
                place = next
            }
        }
        addWord(first)
        add(0x20)
        addWord(last)
        // 48 bits are few bytes to keep, and enough: a chance meeting in a register is one in millions.
        return (hash ^ (hash >> 48)) & 0xFFFF_FFFF_FFFF
    }
}
