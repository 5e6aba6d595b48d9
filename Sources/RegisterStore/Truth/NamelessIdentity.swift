import Digests
import RiskRegister

/// What a record without an id is known by from month to month: its title and description.
///
/// Its raw key is a digest of all its content, as it was typed; that a score, an owner or a directorate
/// changes must not make it another risk. So the risk's key is derived: a digest of title and
/// description, whatever their spaces and letter case. Records of one day that share them and differ in
/// their directorate, or stand in one extract, are risks of their own, told apart by a number: which of
/// them is which next month is a guess (RD12).
enum NamelessIdentity {
    /// The key of a record without an id; nil when there is neither title nor description to know it by.
    ///
    /// - Parameter record: The whole record.
    /// - Returns: "?" and 12 hexadecimal digits.
    static func key(of record: RiskRecord) -> String? {
        let (title, description) = (record.title.folded, record.description.folded)
        if title.isEmpty, description.isEmpty { return nil }
        var writer = ByteWriter()
        writer.text(title)
        writer.text(description)
        return "?" + SHA256.digest(writer.bytes).hex.prefix(12)
    }

    /// The key of a later one of records of one day with the same title and description.
    static func twin(_ number: Int, of key: String) -> String {
        number < 2 ? key : "\(key)-\(number)"
    }

    /// A raw key has the form that a record without an id gets.
    static func isRawKey(_ key: String) -> Bool {
        key.utf8.count == 13 && key.utf8.first == UInt8(ascii: "?")
            && key.utf8.dropFirst().allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    /// Where a record stands among those of its day that share its title and description.
    struct Place: Hashable, Comparable {
        /// Its directorate, in one form.
        var directorate: String
        /// Which of those of its directorate and extract it is, from 0.
        var number: Int

        init(_ directorate: String, _ number: Int) {
            self.directorate = directorate
            self.number = number
        }

        static func < (left: Place, right: Place) -> Bool {
            (left.directorate, left.number) < (right.directorate, right.number)
        }
    }

    /// A risk of records without an id, as the days so far left it.
    struct Known {
        /// The row of its newest record.
        var record: Int64
        /// The directorate of that record, in one form.
        var directorate: String
    }

    /// Which twin each of a day's records is: the one that was this very record, else one of its
    /// directorate, else the first that is free, else a new one.
    ///
    /// - Parameters:
    ///   - places: The day's records by their place: the row of each.
    ///   - known: The risks so far, the first being number 1.
    /// - Returns: The number of each place.
    static func numbers(_ places: [Place: Int64], known: [Known]) -> [Place: Int] {
        var numbers: [Place: Int] = [:]
        var free = Set(known.indices)
        func take(_ matches: (Place, Known) -> Bool) {
            for place in places.keys.sorted() where numbers[place] == nil {
                guard let index = free.sorted().first(where: { matches(place, known[$0]) }) else {
                    continue
                }
                free.remove(index)
                numbers[place] = index + 1
            }
        }
        take { places[$0] == $1.record }
        take { $0.directorate == $1.directorate }
        take { _, _ in true }
        var next = known.count + 1
        for place in places.keys.sorted() where numbers[place] == nil {
            numbers[place] = next
            next += 1
        }
        return numbers
    }

    /// A record among those of its day that share its title and description.
    struct Twin {
        var rawKey: String
        var record: Int64
        var typed: RiskRecord

        /// The order by which twins are numbered: what changes least comes first.
        static func precedes(_ left: Twin, _ right: Twin) -> Bool {
            for part in [
                \RiskRecord.directorate, \.type, \.owner, \.reference,
            ] {
                let one = left.typed[keyPath: part]?.folded ?? ""
                let two = right.typed[keyPath: part]?.folded ?? ""
                if one != two { return one < two }
            }
            return left.rawKey < right.rawKey
        }
    }
}
