/// The folder that a path names something in; empty for a bare name.
///
/// Foundation's own function ends the program at a path of one letter (Swift 6.3 on Linux).
///
///     folderPart(of: "Rules/hct/routing.dmn")   // "Rules/hct"
package func folderPart(of path: String) -> String {
    var path = Substring(path)
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
}
