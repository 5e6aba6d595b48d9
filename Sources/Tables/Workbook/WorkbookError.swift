/// Why a workbook cannot be read, or could not be written.
package enum WorkbookError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file is no workbook, a hostile or damaged one: what is wrong, and what to do about it.
    case unreadable(file: String, what: String, advice: String)
    /// It could not be written: the writer's message.
    case unwritable(String)

    /// The error on one line.
    package var description: String {
        switch self {
        case .unreadable(let file, let what, let advice): "\(file): error: \(what); \(advice)"
        case .unwritable(let message): message
        }
    }
}
