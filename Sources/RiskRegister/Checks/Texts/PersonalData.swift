/// Looks for what may be personal data in free text: kinds only, never the content.
///
///     PersonalData.kinds(in: "Seen by Dr Patel, call 01992 555 123")   // [.name, .phone]
///
/// It is a scan of characters, not a proof: it finds forms that only people's data usually have.
package enum PersonalData {
    /// A kind of personal data, by its form.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Ten digits whose last is the check digit of an NHS number.
        case nhsNumber = "NHS number"
        /// name@host.tld.
        case email = "email address"
        /// A UK number of ten or eleven digits, or one with +44.
        case phone = "phone number"
        /// A UK postcode, with its space.
        case postcode = "postcode"
        /// The words "date of birth", "DOB" or "born on".
        case dateOfBirth = "date of birth"
        /// A title and a surname: "Mrs Okafor".
        case name = "person's name"
    }

    /// The kinds that a text may hold, in the order of `Kind`.
    package static func kinds(in text: String) -> [Kind] {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count > 3 else { return [] }
            var scan = Scan(bytes: bytes)
            return scan.kinds()
        }
    }

    /// One pass over the bytes of a text; all forms are ASCII, so other bytes only separate.
    private struct Scan {
        let bytes: UnsafeBufferPointer<UInt8>
        var found = Set<Kind>()

        mutating func kinds() -> [Kind] {
            var place = 0
            while place < bytes.count {
                let byte = bytes[place]
                if byte == UInt8(ascii: "@") {
                    if isEmail(at: place) { found.insert(.email) }
                    place += 1
                } else if isDigit(byte) || byte == UInt8(ascii: "+") {
                    place = number(from: place)
                } else if isLetter(byte) {
                    place = word(from: place)
                } else {
                    place += 1
                }
            }
            return Kind.allCases.filter(found.contains)
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

        func isEmail(at place: Int) -> Bool {
            let before = byte(place - 1)
            guard isLetter(before) || isDigit(before) else { return false }
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
            return dotAt != nil
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
                classify(digits, groups, isInternational)
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

        mutating func classify(_ digits: [UInt8], _ groups: [Int], _ isInternational: Bool) {
            if isInternational {
                // +44 20 7946 0000, also with the (0).
                if digits.starts(with: [4, 4]), (12...13).contains(digits.count) {
                    found.insert(.phone)
                }
                return
            }
            let isPhoneShaped =
                digits.first == 0 && (10...11).contains(digits.count) && (groups.first ?? 0) >= 3
                && [1, 2, 3, 7, 8].contains(digits[1])
            if isPhoneShaped {
                found.insert(.phone)
            } else if digits.count == 10, groups == [10] || groups == [3, 3, 4],
                isNHSNumber(digits)
            {
                found.insert(.nhsNumber)
            }
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
            if (2...4).contains(length), isPostcode(start, end) { found.insert(.postcode) }
            if length <= 4 {
                if isTitle(start, end), isSurname(after: end, title: start..<end) {
                    found.insert(.name)
                }
                if matches(start, "date of birth") || matches(start, "dob")
                    || matches(start, "d.o.b") || matches(start, "born on")
                {
                    found.insert(.dateOfBirth)
                }
            }
            return end
        }

        /// The text at a place is the phrase, whatever its case, and the word ends there.
        func matches(_ start: Int, _ phrase: StaticString) -> Bool {
            phrase.withUTF8Buffer { phrase in
                guard start + phrase.count <= bytes.count else { return false }
                for offset in phrase.indices {
                    let byte = bytes[start + offset]
                    guard (isUpper(byte) ? byte | 0x20 : byte) == phrase[offset] else {
                        return false
                    }
                }
                return !isLetter(byte(start + phrase.count))
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

        /// A capitalised word of three letters or more follows, also after initials ("Dr A N Patel").
        func isSurname(after end: Int, title: Range<Int>) -> Bool {
            var place = end
            for _ in 0..<4 {
                if byte(place) == UInt8(ascii: ".") { place += 1 }
                guard isSpace(byte(place)) else { return false }
                place += 1
                guard isUpper(byte(place)) else { return false }
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
                    return length >= 3 && !isCompany
                }
                guard length == 1 else { return false }
            }
            return false
        }
    }
}
