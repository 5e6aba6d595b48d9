/// One pass over the bytes of a text; all forms are ASCII, so other bytes only separate.
struct PersonalDataScan {
    let bytes: UnsafeBufferPointer<UInt8>
    private var found: [PersonalData.Span] = []
    /// Where the words "NHS number" ended, with little behind them yet.
    private var numberIsNamed: Int?

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// What the text may hold, in its order.
    mutating func spans() -> [PersonalData.Span] {
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "@") {
                if let end = emailEnd(at: place) { add(.email, emailStart(at: place)..<end) }
                place += 1
            } else if isDigit(byte) || byte == UInt8(ascii: "+") {
                place = number(from: place)
            } else if isLetter(byte) {
                place = word(from: place)
            } else {
                place += 1
            }
        }
        return found
    }

    private mutating func add(_ kind: PersonalData.Kind, _ range: Range<Int>) {
        found.append(PersonalData.Span(kind, range))
    }

    // MARK: - Characters

    func byte(_ place: Int) -> UInt8 {
        bytes.indices.contains(place) ? bytes[place] : UInt8(ascii: " ")
    }

    func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    func isUpper(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
    }

    /// A letter of ASCII, or any byte of a character beyond it.
    func isLetter(_ byte: UInt8) -> Bool {
        isUpper(byte) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
            || byte >= 0x80
    }

    func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") }

    // MARK: - Email

    func emailStart(at place: Int) -> Int {
        var start = place
        while start > 0,
            isLetter(bytes[start - 1]) || isDigit(bytes[start - 1])
                || ".-_+'".utf8.contains(bytes[start - 1])
        {
            start -= 1
        }
        return start
    }

    /// The end of an address with its @ at a place; nil when it is none.
    func emailEnd(at place: Int) -> Int? {
        let before = byte(place - 1)
        guard isLetter(before) || isDigit(before) else { return nil }
        var next = place + 1
        var dotAt: Int?
        while next < bytes.count, next - place < 255 {
            let byte = bytes[next]
            if byte == UInt8(ascii: ".") {
                if next > place + 1, isLetter(self.byte(next + 1)) { dotAt = dotAt ?? next }
            } else if !isLetter(byte) && !isDigit(byte) && byte != UInt8(ascii: "-") {
                break
            }
            next += 1
        }
        while next > place, bytes[next - 1] == UInt8(ascii: ".") { next -= 1 }
        return dotAt == nil ? nil : next
    }

    // MARK: - Numbers

    /// Reads groups of digits with single spaces, hyphens or brackets between them.
    mutating func number(from start: Int) -> Int {
        if start > 0, isLetter(byte(start - 1)) || byte(start - 1) == UInt8(ascii: ".") {
            return skipDigits(start)
        }
        var place = start
        let isInternational = byte(place) == UInt8(ascii: "+")
        if isInternational { place += 1 }
        guard isDigit(byte(place)) else { return start + 1 }
        var digits: [UInt8] = []
        var groups: [Int] = []
        var end = place
        while place < bytes.count, digits.count <= 15 {
            let first = place
            while place < bytes.count, isDigit(bytes[place]), digits.count <= 15 {
                digits.append(bytes[place] - UInt8(ascii: "0"))
                place += 1
            }
            groups.append(place - first)
            end = place
            var separators = 0
            while separators < 2, isSeparator(byte(place)), place < bytes.count {
                place += 1
                separators += 1
            }
            if separators == 0 || !isDigit(byte(place)) { break }
        }
        // Letters right behind make it a code, a decimal point or a slash a measure or a date.
        let after = byte(end)
        let isMeasure =
            after == UInt8(ascii: "/")
            || (after == UInt8(ascii: ".")
                && isDigit(byte(end + 1)))
        if !isLetter(after), !isMeasure, digits.count <= 15 {
            classify(digits, groups, isInternational, start..<end)
        }
        return digits.count > 15 ? skipDigits(end) : end
    }

    func skipDigits(_ start: Int) -> Int {
        var place = start
        while place < bytes.count, isDigit(bytes[place]) { place += 1 }
        return max(place, start + 1)
    }

    func isSeparator(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "(")
            || byte == UInt8(ascii: ")")
    }

    mutating func classify(
        _ digits: [UInt8], _ groups: [Int], _ isInternational: Bool, _ range: Range<Int>
    ) {
        if isInternational {
            // +44 20 7946 0000, also with the (0).
            if digits.starts(with: [4, 4]), (12...13).contains(digits.count) {
                add(.phone, range)
            }
            return
        }
        let isPhoneShaped =
            !(digits.count == 10 && isNamed(range.lowerBound)) && digits.first == 0
            && (10...11).contains(digits.count) && (groups.first ?? 0) >= 3
            && [1, 2, 3, 7, 8].contains(digits[1])
        if isPhoneShaped {
            add(.phone, range)
        } else if digits.count == 10,
            isNamed(range.lowerBound)
                || ((groups == [10] || groups == [3, 3, 4]) && isNHSNumber(digits))
        {
            add(.nhsNumber, range)
        }
    }

    /// "NHS number", "NHS no." or "NHS:" stands before a place.
    private func isNamed(_ place: Int) -> Bool {
        guard let numberIsNamed, place >= numberIsNamed else { return false }
        return place - numberIsNamed <= 6
    }

    /// The tenth digit is 11 minus the weighted sum of the nine before, modulo 11; 10 is never valid.
    func isNHSNumber(_ digits: [UInt8]) -> Bool {
        guard Set(digits).count > 1 else { return false }
        let sum = digits.prefix(9).enumerated().reduce(0) {
            $0 + Int($1.element) * (10 - $1.offset)
        }
        let check = (11 - sum % 11) % 11
        return check != 10 && check == Int(digits[9])
    }

    // MARK: - Words

    /// Reads a word, and looks whether it begins a postcode, a birth date or a name.
    mutating func word(from start: Int) -> Int {
        var end = start
        while end < bytes.count, isLetter(bytes[end]) || isDigit(bytes[end]) { end += 1 }
        let length = end - start
        if (2...4).contains(length), isPostcode(start, end) { add(.postcode, start..<(end + 4)) }
        if length <= 4 {
            if isTitle(start, end), let last = surnameEnd(after: end, title: start..<end) {
                add(.name, start..<last)
            }
            if let last = birthEnd(at: start) {
                add(.dateOfBirth, start..<dateEnd(after: last))
                return last
            }
            if length == 3, self.end(of: "nhs", at: start) != nil {
                numberIsNamed = nameEnd(after: end)
            }
        }
        return end
    }

    /// The end of words that a date of birth follows.
    private func birthEnd(at start: Int) -> Int? {
        guard "dDbB".utf8.contains(bytes[start]) else { return nil }
        return end(of: "date of birth", at: start) ?? end(of: "dob", at: start)
            ?? end(of: "d.o.b", at: start) ?? end(of: "born on", at: start)
    }

    /// Behind "NHS": past "number", "num" or "no".
    private func nameEnd(after end: Int) -> Int {
        let place = isSpace(byte(end)) ? end + 1 : end
        for word: StaticString in ["number", "num", "no"] {
            if let last = self.end(of: word, at: place) { return last }
        }
        return end
    }

    /// The end of a date that follows the words of a birth; their own end where none does.
    private func dateEnd(after end: Int) -> Int {
        var place = end
        while place < end + 6, ": .-was(".utf8.contains(byte(place)) { place += 1 }
        guard isDigit(byte(place)) else { return end }
        let parts = "/-. ".utf8
        var last = place
        var groups = 0
        while place < bytes.count, place - end < 40, groups < 3 {
            let start = place
            while place < bytes.count, isDigit(bytes[place]) || isLetter(bytes[place]) {
                place += 1
            }
            if place == start { break }
            groups += 1
            last = place
            guard parts.contains(byte(place)) else { break }
            place += 1
        }
        return last
    }

    /// The end of a phrase that stands at a place, whatever its case, as whole words; nil when it does not.
    func end(of phrase: StaticString, at start: Int) -> Int? {
        phrase.withUTF8Buffer { phrase in
            guard start + phrase.count <= bytes.count else { return nil }
            for offset in phrase.indices {
                let byte = bytes[start + offset]
                guard (isUpper(byte) ? byte | 0x20 : byte) == phrase[offset] else { return nil }
            }
            let end = start + phrase.count
            return isLetter(self.byte(end)) ? nil : end
        }
    }

    /// A9, A99, AA9, AA99, A9A or AA9A, a space, and a digit with two letters that postcodes use.
    func isPostcode(_ start: Int, _ end: Int) -> Bool {
        var letters = start
        while letters < end, isUpper(bytes[letters]) { letters += 1 }
        guard (1...2).contains(letters - start), letters < end, isDigit(bytes[letters]) else {
            return false
        }
        let rest = bytes[(letters + 1)..<end]
        guard rest.count <= 1, rest.allSatisfy({ isDigit($0) || isUpper($0) }) else {
            return false
        }
        guard isSpace(byte(end)), isDigit(byte(end + 1)), isInward(byte(end + 2)),
            isInward(byte(end + 3))
        else { return false }
        let after = byte(end + 4)
        return !isLetter(after) && !isDigit(after)
    }

    func isInward(_ byte: UInt8) -> Bool {
        guard isUpper(byte) else { return false }
        return !"CIKMOV".utf8.contains(byte)
    }

    func isTitle(_ start: Int, _ end: Int) -> Bool {
        let word = bytes[start..<end]
        guard let first = word.first, "MDP".utf8.contains(first) else { return false }
        return ["Mr", "Mrs", "Ms", "Miss", "Dr", "Prof"].contains {
            $0.utf8.elementsEqual(word)
        }
    }

    /// The end of a capitalised word of three letters or more that follows, also after initials ("Dr A N Patel").
    func surnameEnd(after end: Int, title: Range<Int>) -> Int? {
        var place = end
        for _ in 0..<4 {
            if byte(place) == UInt8(ascii: ".") { place += 1 }
            guard isSpace(byte(place)) else { return nil }
            place += 1
            guard isUpper(byte(place)) else { return nil }
            let first = place
            var small = 0
            place += 1
            while place < bytes.count, isLetter(bytes[place]) {
                if !isUpper(bytes[place]) { small += 1 }
                place += 1
            }
            let length = place - first
            if small > 0 {
                // Dr Foster is a benchmarking company, and stands in many registers.
                let word = bytes[first..<place]
                let isCompany =
                    "Dr".utf8.elementsEqual(bytes[title]) && "Foster".utf8.elementsEqual(word)
                if isCompany { return nil }
                // "Mr Jo Bloggs": a short given name, and whatever follows it.
                if length < 3 { continue }
                return surnameBehind(place)
            }
            guard length == 1 else { return nil }
        }
        return nil
    }

    /// Behind a given name that was taken for a surname ("Mrs Mary Okafor"): a second capitalised word is hers too.
    private func surnameBehind(_ end: Int) -> Int {
        guard isSpace(byte(end)), isUpper(byte(end + 1)) else { return end }
        var place = end + 1
        while place < bytes.count, isLetter(bytes[place]) { place += 1 }
        return place - end > 2 ? place : end
    }
}
